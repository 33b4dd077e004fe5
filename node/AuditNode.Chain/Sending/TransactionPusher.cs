using AuditNode.Chain.JsonRpc;

namespace AuditNode.Chain.Sending;

/// <summary>Sends waiting transactions again and raises their fees.</summary>
internal sealed class TransactionPusher(EthereumClient client, Account account, Broadcaster broadcaster, TransactionSenderOptions options)
{
    // The block after the head may have been under way already; the one after that could have held the transaction.
    internal const int BlocksPassed = 2;

    public async Task PushAsync(PendingTransaction transaction, ChainView view, CancellationToken cancellationToken)
    {
        var notes = transaction.Notes;
        notes.SignedAt ??= options.Clock.GetTimestamp();
        notes.HeadAtSigning ??= view.Head;
        // A transaction behind others waits for them, and one on a chain that stands still waits for blocks: higher fees help neither.
        var isPassedOver = options.Clock.GetElapsedTime(notes.SignedAt.Value) >= options.BumpAfter
            && view.Head >= notes.HeadAtSigning.Value + BlocksPassed;
        if (transaction.Nonce == view.Nonce && (notes.IsUnderpriced || isPassedOver)
            && await TryBumpAsync(transaction, view, cancellationToken).ConfigureAwait(false))
            return;
        if (notes.SentAt is not { } sentAt || options.Clock.GetElapsedTime(sentAt) >= options.RebroadcastAfter)
            await SendAsync(transaction, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> TryBumpAsync(PendingTransaction transaction, ChainView view, CancellationToken cancellationToken)
    {
        var newest = transaction.Versions[^1].Transaction;
        Transactions.SignedTransaction version;
        try
        {
            if (transaction.Versions.Count >= options.MaxVersions
                || await RaiseAsync(newest, cancellationToken).ConfigureAwait(false) is not { } fees)
                return false;
            version = account.Sign(TransactionDraft.WithFees(newest, fees));
            var state = transaction.State;
            SignedVersion[] versions = [.. state.Versions, new SignedVersion(version.Hash, version.Raw.ToArray())];
            await transaction.SaveAsync(state with { Versions = versions }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever is wrong with node or journal: what is not stored is not sent, but the versions before it still are.
            transaction.SetFailure(failure);
            return false;
        }
        transaction.AddVersion(version);
        var notes = transaction.Notes;
        (notes.SignedAt, notes.HeadAtSigning, notes.IsUnderpriced) = (options.Clock.GetTimestamp(), view.Head, false);
        await SendAsync(transaction, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task<Fees?> RaiseAsync(Transactions.Transaction newest, CancellationToken cancellationToken)
    {
        var old = TransactionDraft.FeesOf(newest);
        try
        {
            return options.Fees.Bump(old, await options.Fees.QuoteAsync(client, cancellationToken).ConfigureAwait(false));
        }
        catch (FeeCapException)
        {
            // Gas costs more than is allowed: wait for better times, with as much as is allowed.
            return options.Fees.Bump(old, old);
        }
    }

    private async Task SendAsync(PendingTransaction transaction, CancellationToken cancellationToken)
    {
        var notes = transaction.Notes;
        var result = await broadcaster.SendAsync(transaction.Versions[^1], cancellationToken).ConfigureAwait(false);
        notes.SentAt = result.Failure is RpcConnectionException ? null : options.Clock.GetTimestamp();
        notes.IsUnderpriced = result.Rejection == TransactionRejection.FeeTooLow;
        transaction.SetFailure(result.Outcome is SendOutcome.Taken or SendOutcome.NonceUsed ? null : result.Failure);
    }
}
