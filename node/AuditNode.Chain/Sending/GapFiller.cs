namespace AuditNode.Chain.Sending;

/// <summary>
/// Finds nonces that hold up transactions behind them: those that nothing here knows of, as a crash between signing and storing leaves
/// them, and those of foreign transactions that blocks pass over. Has them filled.
/// </summary>
internal sealed class GapFiller(Func<ulong, bool, CancellationToken, Task> fill, TransactionSenderOptions options)
{
    private ulong? gap;
    private ulong headThen;
    private long seenAt;

    /// <summary>Fills a gap that has been there for <see cref="TransactionSenderOptions.BumpAfter"/>.</summary>
    /// <param name="waiting">The transactions that wait, by nonce.</param>
    /// <param name="view">The chain.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task CheckAsync(List<PendingTransaction> waiting, ChainView view, CancellationToken cancellationToken)
    {
        if (waiting.Count == 0 || waiting[0].Nonce <= view.Nonce)
        {
            gap = null;
        }
        else if (gap != view.Nonce)
        {
            (gap, headThen, seenAt) = (view.Nonce, view.Head, options.Clock.GetTimestamp());
        }
        else if (options.Clock.GetElapsedTime(seenAt) >= options.BumpAfter)
        {
            await fill(view.Nonce, view.Head >= headThen + TransactionPusher.BlocksPassed, cancellationToken).ConfigureAwait(false);
        }
    }
}
