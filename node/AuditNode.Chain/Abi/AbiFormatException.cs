namespace AuditNode.Chain.Abi;

/// <summary>A type, a signature or a JSON description of an ABI makes no sense.</summary>
public sealed class AbiFormatException : FormatException
{
    internal AbiFormatException(string message)
        : base(message)
    {
    }

    internal AbiFormatException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
