namespace AuditNode.Chain.Abi;

/// <summary>Data is not the strict ABI encoding of values of the expected types.</summary>
public sealed class AbiDecodingException : FormatException
{
    internal AbiDecodingException(string parameterPath, int offset, string reason)
        : base($"{(parameterPath.Length == 0 ? "The data" : parameterPath)} cannot be decoded at byte {offset}: {reason}.") =>
        (ParameterPath, Offset) = (parameterPath, offset);

    /// <summary>Which value, such as "spec.parties[3]"; empty where it is the data as a whole.</summary>
    public string ParameterPath { get; }

    /// <summary>The byte at fault, counted from the first value (without the selector).</summary>
    public int Offset { get; }
}
