using AuditNode.Chain;
using AuditNode.Contracts;

namespace AuditNode.Verifier.OnChain;

/// <summary>A record as the chain has it.</summary>
/// <param name="Sequence">Its number in its stream.</param>
/// <param name="Hash">SHA-256 of its canonical bytes.</param>
/// <param name="Origin">The event.</param>
/// <param name="Transaction">The transaction behind the event, or null where the node does not give it.</param>
public sealed record AnchoredRecord(ulong Sequence, Bytes32 Hash, EventOrigin Origin, AppendTransaction? Transaction)
{
    /// <summary>Where the event stands.</summary>
    public ChainPlace Place => ChainPlace.Of(Origin);
}

/// <summary>A transaction that anchored records.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="From">Who sent it.</param>
/// <param name="To">Whom it called.</param>
/// <param name="Call">What it called, or null where it is no call that anchors.</param>
public sealed record AppendTransaction(Bytes32 Hash, Address From, Address? To, AppendCall? Call);
