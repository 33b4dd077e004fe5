using AuditNode.Chain;

namespace AuditNode.Node.Journal;

/// <summary>Whose journal it is, and where its records are anchored. It never changes: every record names all three.</summary>
/// <param name="ChainId">The chain (EIP-155), 1 to 2^53 - 1.</param>
/// <param name="Ledger">The AuditLedger contract.</param>
/// <param name="Institution">The institution's account.</param>
public sealed record JournalIdentity(ulong ChainId, Address Ledger, Address Institution)
{
    /// <inheritdoc/>
    public override string ToString() => $"institution {Institution}, ledger {Ledger}, chain {ChainId}";
}
