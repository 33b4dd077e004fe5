using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Sending;
using AuditNode.Node.Measuring;

namespace AuditNode.Node.Anchoring;

/// <summary>A transaction of the journal that is not settled.</summary>
/// <param name="id">Its number in the journal.</param>
/// <param name="purpose">What it is for.</param>
/// <param name="records">The records that it carries, if any.</param>
/// <param name="pending">The transaction; null where only its effect was found on the chain.</param>
/// <param name="confirmations">The depth to which its sender has to watch it.</param>
internal sealed class LiveSubmission(
    long id, string purpose, (long Stream, long First, int Count)? records, PendingTransaction? pending, int confirmations)
{
    private readonly Task<ConfirmedTransaction>? _end = pending?.WaitAsync(confirmations);

    public long Id => id;

    public string Purpose => purpose;

    public (long Stream, long First, int Count)? Records => records;

    public PendingTransaction? Pending => pending;

    /// <summary>The block that the journal has noted; null while it has noted none.</summary>
    public (ulong Number, Bytes32 Hash)? Block { get; set; }

    /// <summary>Its way as traces and metrics show it.</summary>
    public required SubmissionWay Way { get; init; }

    /// <summary>Why the transaction had no effect, where that is known.</summary>
    public string? Failure => (_end?.Exception?.InnerException as ContractRevertedException)?.Message;

    /// <summary>Whether another transaction of the account took the nonce.</summary>
    public bool IsReplaced => pending?.Status == TransactionStatus.Replaced;

    /// <summary>Whether anything but a block, a revert or another transaction ended it: the sender was disposed of, or failed.</summary>
    public bool IsAbandoned =>
        _end is { IsFaulted: true, Exception.InnerException: not (ContractRevertedException or TransactionReplacedException or RpcException) };

    /// <summary>Observes the task's exception, so that it never counts as unobserved.</summary>
    public void Observe() => _ = _end?.Exception;
}
