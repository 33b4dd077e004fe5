using AuditNode.Chain;

namespace AuditNode.Verifier.OnChain;

/// <summary>The records of one institution in one job as the chain has them: its events, and what its storage says.</summary>
/// <param name="Institution">The institution.</param>
/// <param name="Records">The events, in the order of the chain.</param>
/// <param name="Stored">The hashes that the ledger returns for the stream, from record 0 on.</param>
/// <param name="HeadCount">How many records the ledger says there are.</param>
/// <param name="HeadHash">The hash of the last one; zero where there is none.</param>
public sealed record ChainStream(
    Address Institution, IReadOnlyList<AnchoredRecord> Records, IReadOnlyList<Bytes32> Stored, ulong HeadCount, Bytes32 HeadHash)
{
    /// <summary>The anchored record of a number, or null.</summary>
    /// <param name="sequence">The number.</param>
    public AnchoredRecord? Find(long sequence) =>
        sequence >= 0 && sequence < Records.Count && Records[(int)sequence].Sequence == (ulong)sequence ? Records[(int)sequence] : null;
}
