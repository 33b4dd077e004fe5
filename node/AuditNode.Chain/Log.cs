namespace AuditNode.Chain;

/// <summary>What a contract logged: an event.</summary>
public sealed record Log
{
    /// <summary>The contract.</summary>
    public required Address Address { get; init; }

    /// <summary>At most four words: the event's hash and its indexed arguments, in order.</summary>
    public required IReadOnlyList<Bytes32> Topics { get; init; }

    /// <summary>The arguments that are not indexed, ABI-encoded.</summary>
    public required byte[] Data { get; init; }

    /// <summary>The block.</summary>
    public required ulong BlockNumber { get; init; }

    /// <summary>The block's hash.</summary>
    public required Bytes32 BlockHash { get; init; }

    /// <summary>The transaction.</summary>
    public required Bytes32 TransactionHash { get; init; }

    /// <summary>The transaction's place in the block, from 0.</summary>
    public required ulong TransactionIndex { get; init; }

    /// <summary>The log's place in the block, from 0.</summary>
    public required ulong LogIndex { get; init; }

    /// <summary>Whether the block has left the chain again.</summary>
    public bool Removed { get; init; }
}
