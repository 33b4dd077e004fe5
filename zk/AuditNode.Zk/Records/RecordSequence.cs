namespace AuditNode.Zk.Records;

/// <summary>Numbers of records in a stream.</summary>
public static class RecordSequence
{
    /// <summary>The largest number: a stream has 2^40 places in the ledger.</summary>
    public const ulong Maximum = (1UL << 40) - 1;

    internal static ulong Checked(ulong sequence) => sequence <= Maximum
        ? sequence
        : throw new ProofParameterException(nameof(sequence), $"The sequence is {sequence}; it must lie in [0, {Maximum}].");
}
