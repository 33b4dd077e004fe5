using System.Runtime.ExceptionServices;
using AuditNode.Chain.Transactions;

namespace AuditNode.Chain.Sending;

/// <summary>
/// A transaction that is on its way. Its <see cref="TransactionSender"/> watches it, sends it again and raises its fees, whether or not
/// anybody waits for it. Safe for use by several threads.
/// </summary>
public sealed class PendingTransaction
{
    private readonly Lock guard = new();
    private readonly TransactionSender sender;
    private readonly TimeProvider clock;
    private readonly TransactionJournal? journal;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SignedTransaction[] versions;
    private Receipt? receipt;
    private int confirmations, required, reorganizations;
    private Exception? end, lastFailure;
    private Task<ContractRevertedException>? revert;

    internal PendingTransaction(
        TransactionSender sender, IReadOnlyList<SignedTransaction> versions, int required, TimeProvider clock, TransactionJournal? journal)
    {
        (this.sender, this.versions, this.required, this.clock, this.journal) = (sender, [.. versions], required, clock, journal);
        Nonce = versions[0].Transaction.Nonce;
    }

    /// <summary>The nonce, which all versions share.</summary>
    public ulong Nonce { get; }

    /// <summary>The hash of the version that is in a block, else of the newest.</summary>
    public Bytes32 Hash
    {
        get
        {
            lock (guard)
                return receipt?.TransactionHash ?? versions[^1].Hash;
        }
    }

    /// <summary>How far it is.</summary>
    public TransactionStatus Status
    {
        get
        {
            lock (guard)
            {
                if (end is TransactionReplacedException)
                    return TransactionStatus.Replaced;
                return receipt is null ? TransactionStatus.Pending : confirmations >= required ? TransactionStatus.Final : TransactionStatus.Included;
            }
        }
    }

    /// <summary>Its receipt, while it is in a block.</summary>
    public Receipt? Receipt
    {
        get
        {
            lock (guard)
                return receipt;
        }
    }

    /// <summary>How often its block left the chain.</summary>
    public int Reorganizations
    {
        get
        {
            lock (guard)
                return reorganizations;
        }
    }

    /// <summary>What went wrong last while it was watched or sent; null since something went right. It is tried again in any case.</summary>
    public Exception? LastFailure
    {
        get
        {
            lock (guard)
                return lastFailure;
        }
    }

    /// <summary>What to store in order to resume after a crash.</summary>
    public PendingTransactionState State
    {
        get
        {
            var signed = Versions;
            return new PendingTransactionState(
                sender.ChainId, sender.Account.Address, Nonce, [.. signed.Select(version => new SignedVersion(version.Hash, version.Raw.ToArray()))]);
        }
    }

    internal IReadOnlyList<SignedTransaction> Versions
    {
        get
        {
            lock (guard)
                return versions;
        }
    }

    /// <summary>What the tracker remembers of it; touched by nobody else.</summary>
    internal WatchNotes Notes { get; } = new();

    internal bool IsDone
    {
        get
        {
            lock (guard)
                return end is not null || (receipt is not null && confirmations >= required);
        }
    }

    /// <summary>Waits until the transaction is deep enough in the chain.</summary>
    /// <param name="confirmations">Its block and those on top of it, at least 1; null for the sender's number.</param>
    /// <param name="timeout">How long to wait; null for ever.</param>
    /// <param name="cancellationToken">Stops the waiting, not the transaction.</param>
    /// <exception cref="ContractRevertedException">It is deep enough and failed; its fee is spent.</exception>
    /// <exception cref="TransactionReplacedException">Another transaction of the account has its nonce.</exception>
    /// <exception cref="TransactionTimeoutException">Time is up.</exception>
    /// <exception cref="ObjectDisposedException">The sender was disposed; resume from the state.</exception>
    public async Task<ConfirmedTransaction> WaitAsync(
        int? confirmations = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        if (confirmations is { } wanted)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(wanted, 1, nameof(confirmations));
            lock (guard)
                required = Math.Max(required, wanted);
            sender.Watch(this);
        }
        using var expiry = new CancellationTokenSource(timeout ?? Timeout.InfiniteTimeSpan, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, expiry.Token);
        try
        {
            var confirmed = await WaitUntilAsync(confirmations, limit.Token).ConfigureAwait(false);
            return confirmed.Receipt.Succeeded ? confirmed : throw await ExplainAsync(confirmed.Receipt).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (expiry.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TransactionTimeoutException(State, timeout!.Value, LastFailure);
        }
    }

    internal Task SaveAsync(PendingTransactionState state, CancellationToken cancellationToken) =>
        journal?.Invoke(state, cancellationToken) ?? Task.CompletedTask;

    internal void AddVersion(SignedTransaction version)
    {
        lock (guard)
            versions = [.. versions, version];
    }

    /// <summary>Takes note of a block that holds it and was found on the canonical chain.</summary>
    internal void SetIncluded(Receipt found, int depth) => Change(() =>
    {
        if (receipt is not null && receipt.BlockHash != found.BlockHash)
            reorganizations++;
        if (receipt?.BlockHash != found.BlockHash)
            revert = null;
        (receipt, confirmations, lastFailure) = (found, depth, null);
    });

    /// <summary>Takes note that no block holds it.</summary>
    /// <returns>Whether one did before.</returns>
    internal bool SetPending()
    {
        lock (guard)
        {
            if (receipt is null)
                return false;
        }
        Change(() => (receipt, confirmations, revert, reorganizations) = (null, 0, null, reorganizations + 1));
        return true;
    }

    internal void SetEnd(Exception reason) => Change(() => end ??= reason);

    internal void SetFailure(Exception? failure)
    {
        lock (guard)
            lastFailure = failure;
    }

    private void Change(Action change)
    {
        TaskCompletionSource waiting;
        lock (guard)
        {
            change();
            waiting = changed;
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        waiting.SetResult();
    }

    private async Task<ConfirmedTransaction> WaitUntilAsync(int? wanted, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task change;
            lock (guard)
            {
                if (receipt is not null && confirmations >= (wanted ?? required))
                    return new ConfirmedTransaction(receipt, confirmations);
                if (end is not null)
                    ExceptionDispatchInfo.Throw(end);
                change = changed.Task;
            }
            await change.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<ContractRevertedException> ExplainAsync(Receipt failed)
    {
        lock (guard)
            return revert ??= sender.ExplainAsync(versions.First(version => version.Hash == failed.TransactionHash), failed);
    }
}
