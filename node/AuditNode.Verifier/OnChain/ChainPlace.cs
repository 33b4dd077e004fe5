using AuditNode.Contracts;

namespace AuditNode.Verifier.OnChain;

/// <summary>Where something happened on a chain: comparable, earlier first.</summary>
/// <param name="Block">The block's number.</param>
/// <param name="Transaction">The transaction's place in it.</param>
/// <param name="Log">The event's place in the block.</param>
public readonly record struct ChainPlace(ulong Block, ulong Transaction, ulong Log) : IComparable<ChainPlace>
{
    /// <summary>Where an event stands.</summary>
    /// <param name="origin">Its origin.</param>
    public static ChainPlace Of(EventOrigin origin) => new(origin.BlockNumber, origin.TransactionIndex, origin.LogIndex);

    /// <inheritdoc/>
    public int CompareTo(ChainPlace other) => (Block, Transaction, Log).CompareTo((other.Block, other.Transaction, other.Log));

    /// <summary>Whether one is earlier.</summary>
    public static bool operator <(ChainPlace left, ChainPlace right) => left.CompareTo(right) < 0;

    /// <summary>Whether one is later.</summary>
    public static bool operator >(ChainPlace left, ChainPlace right) => left.CompareTo(right) > 0;

    /// <summary>Whether one is not later.</summary>
    public static bool operator <=(ChainPlace left, ChainPlace right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one is not earlier.</summary>
    public static bool operator >=(ChainPlace left, ChainPlace right) => left.CompareTo(right) >= 0;
}
