using AuditNode.Chain;

namespace AuditNode.Contracts;

/// <summary>Where an event stands in the chain.</summary>
/// <param name="Contract">The contract that emitted it.</param>
/// <param name="BlockNumber">The block's number.</param>
/// <param name="BlockHash">The block's hash, which tells two blocks of one number apart.</param>
/// <param name="TransactionHash">The transaction.</param>
/// <param name="TransactionIndex">The transaction's place in the block, from 0.</param>
/// <param name="LogIndex">The log's place in the block, from 0.</param>
public readonly record struct EventOrigin(
    Address Contract, ulong BlockNumber, Bytes32 BlockHash, Bytes32 TransactionHash, ulong TransactionIndex, ulong LogIndex)
{
    /// <summary>Where a log stands.</summary>
    public static EventOrigin Of(Log log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return new EventOrigin(log.Address, log.BlockNumber, log.BlockHash, log.TransactionHash, log.TransactionIndex, log.LogIndex);
    }
}
