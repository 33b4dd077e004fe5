namespace AuditNode.Zk;

/// <summary>A commitment, relation or proof was asked for with an argument out of range: a mistake of the caller, not of a prover.</summary>
/// <param name="field">Name of the offending argument.</param>
/// <param name="message">What is wrong, the allowed range and the remedy.</param>
public sealed class ProofParameterException(string field, string message) : ArgumentException(message)
{
    /// <summary>Name of the offending argument.</summary>
    public string Field { get; } = field;

    /// <summary>Refuses a length other than the only possible one.</summary>
    internal static void ThrowIfLengthIsNot(int length, int expected, string field)
    {
        if (length != expected) throw new ProofParameterException(field, $"{field} has {length} bytes; it must have exactly {expected}.");
    }

    /// <summary>Refuses a number out of an interval.</summary>
    internal static void ThrowIfOutside(long value, long least, long most, string field)
    {
        if (value < least || value > most)
            throw new ProofParameterException(field, $"{field} is {value}; it must lie in [{least}, {most}].");
    }
}
