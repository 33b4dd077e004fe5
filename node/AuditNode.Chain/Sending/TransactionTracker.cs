using AuditNode.Chain.JsonRpc;

namespace AuditNode.Chain.Sending;

/// <summary>
/// Watches the transactions of an account until they are deep enough in the chain: one loop for all, which runs while there are any.
/// Should the chain be reorganised deeper than that, those that it lost are watched again, because later ones need their nonces.
/// </summary>
internal sealed class TransactionTracker : IAsyncDisposable
{
    private const int DoneThatAreKept = 256;

    private readonly Lock guard = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Dictionary<ulong, PendingTransaction> watched = [];
    private readonly Queue<PendingTransaction> done = [];
    private readonly ChainViewer viewer;
    private readonly TransactionPusher pusher;
    private readonly GapFiller gaps;
    private readonly TransactionSenderOptions options;
    private Task loop = Task.CompletedTask;
    private bool isRunning;

    public TransactionTracker(ChainViewer viewer, TransactionPusher pusher, GapFiller gaps, TransactionSenderOptions options) =>
        (this.viewer, this.pusher, this.gaps, this.options) = (viewer, pusher, gaps, options);

    /// <summary>Set when the tracker ends.</summary>
    public CancellationToken Stopping => stop.Token;

    public void Watch(PendingTransaction transaction)
    {
        lock (guard)
        {
            if (transaction.IsDone)
                return;
            ObjectDisposedException.ThrowIf(stop.IsCancellationRequested, typeof(TransactionSender));
            watched[transaction.Nonce] = transaction;
            if (isRunning)
                return;
            isRunning = true;
            loop = Task.Run(RunAsync);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task running;
        lock (guard)
        {
            if (stop.IsCancellationRequested)
                return;
            stop.Cancel();
            running = loop;
        }
        await running.ConfigureAwait(false);
        EndAll(new ObjectDisposedException(nameof(TransactionSender), "The sender was disposed. Resume the transaction from its state."));
    }

    private async Task RunAsync()
    {
        try
        {
            while (TakeWatched() is { } transactions)
            {
                try
                {
                    await StepAsync(transactions).ConfigureAwait(false);
                }
                catch (RpcException failure)
                {
                    // A node that is away or halted only makes everything take longer.
                    foreach (var transaction in transactions)
                        transaction.SetFailure(failure);
                }
                await Task.Delay(options.PollInterval, options.Clock, stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Disposed.
        }
        catch (Exception fault)
        {
            EndAll(fault);
            lock (guard)
                isRunning = false;
        }
    }

    // Null when there is nothing left; the loop has then ended.
    private List<PendingTransaction>? TakeWatched()
    {
        lock (guard)
        {
            foreach (var transaction in watched.Values.Where(transaction => transaction.IsDone).ToList())
            {
                watched.Remove(transaction.Nonce);
                transaction.Notes.Land();
                done.Enqueue(transaction);
            }
            while (done.Count > DoneThatAreKept)
                done.Dequeue();
            isRunning = watched.Count > 0;
            return isRunning ? [.. watched.Values.OrderBy(transaction => transaction.Nonce)] : null;
        }
    }

    private async Task StepAsync(List<PendingTransaction> transactions)
    {
        var view = await viewer.LookAsync(transactions, stop.Token).ConfigureAwait(false);
        WatchLost(view.Nonce);
        var waiting = new List<PendingTransaction>();
        foreach (var transaction in transactions)
        {
            if (view.Receipts.TryGetValue(transaction.Nonce, out var receipt) && receipt.BlockNumber <= view.Head)
            {
                transaction.Notes.NonceUsedSince = null;
                transaction.SetIncluded(receipt, (int)Math.Min(view.Head - receipt.BlockNumber + 1, int.MaxValue));
                transaction.Notes.Land();
                continue;
            }
            // Its block has left the chain: pools do not always take such transactions back.
            if (transaction.SetPending())
                transaction.Notes.SentAt = null;
            waiting.Add(transaction);
        }
        foreach (var transaction in waiting)
        {
            if (transaction.Nonce < view.Nonce)
            {
                CheckReplaced(transaction, view);
                continue;
            }
            transaction.Notes.NonceUsedSince = null;
            await pusher.PushAsync(transaction, view, stop.Token).ConfigureAwait(false);
        }
        await gaps.CheckAsync(waiting, view, stop.Token).ConfigureAwait(false);
    }

    private void WatchLost(ulong nonce)
    {
        lock (guard)
        {
            foreach (var lost in done.Where(transaction => transaction.Nonce >= nonce && transaction.SetPending()))
            {
                lost.Notes.SentAt = null;
                watched.TryAdd(lost.Nonce, lost);
            }
        }
    }

    // The nonce is used and there is no receipt: it lags behind, or another transaction took the nonce, or did for as long as its block
    // stays in the chain.
    private void CheckReplaced(PendingTransaction transaction, ChainView view)
    {
        var notes = transaction.Notes;
        if (notes.NonceUsedSince is null || notes.NonceUsedSince > view.Head)
            (notes.NonceUsedSince, notes.NonceUsedAt) = (view.Head, options.Clock.GetTimestamp());
        var isDeep = view.Head - notes.NonceUsedSince.Value + 1 >= (ulong)options.Confirmations;
        if (isDeep && options.Clock.GetElapsedTime(notes.NonceUsedAt) >= options.ReceiptGrace)
            transaction.SetEnd(new TransactionReplacedException(transaction.State));
    }

    private void EndAll(Exception reason)
    {
        lock (guard)
        {
            foreach (var transaction in watched.Values)
            {
                transaction.SetEnd(reason);
                transaction.Notes.Land();
            }
            watched.Clear();
        }
    }
}
