using AuditNode.Chain;
using AuditNode.Chain.Sending;
using AuditNode.Node.Journal;
using AuditNode.Node.Measuring;
using Microsoft.Data.Sqlite;

namespace AuditNode.Node.Anchoring;

/// <summary>
/// The account's transactions, stored in the journal before they leave and seen through over restarts. There is one for an account, and
/// nothing else may send for it: two senders would take each other's nonces. Safe for use by several threads.
/// </summary>
public sealed class DurableSender
{
    private readonly Lock _guard = new();
    private readonly Dictionary<long, LiveSubmission> _live = [];

    private DurableSender(JournalDatabase journal, TransactionSender sender, int confirmations, TransactionMeter? meter) =>
        (Journal, Sender, Confirmations, Meter) = (journal, sender, confirmations, meter);

    /// <summary>Blocks that make a transaction final: its own and those on it.</summary>
    public int Confirmations { get; }

    /// <summary>The account's sender, which stays its owner's to dispose of.</summary>
    public TransactionSender Sender { get; }

    internal JournalDatabase Journal { get; }

    internal TransactionMeter? Meter { get; }

    /// <summary>Transactions that are not settled, in the order in which they were stored.</summary>
    internal IReadOnlyList<LiveSubmission> Live
    {
        get
        {
            lock (_guard) return [.. _live.Values.OrderBy(live => live.Id)];
        }
    }

    /// <summary>Takes up what was under way when the process ended. Nothing may have been sent by the sender before.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="sender">A fresh sender of the institution's account.</param>
    /// <param name="confirmations">Blocks that make a transaction final, its own and those on it, at least 1: 1 for chains whose blocks are
    /// final at once, <see cref="TransactionSenderOptions.ConfirmationsFor"/> for others.</param>
    /// <param name="meter">Counts transactions; null for nobody.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The sender is of another account or chain than the journal.</exception>
    public static async Task<DurableSender> StartAsync(
        JournalDatabase journal, TransactionSender sender, int confirmations = 1, TransactionMeter? meter = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentOutOfRangeException.ThrowIfLessThan(confirmations, 1);
        if (sender.Account.Address != journal.Identity.Institution || sender.ChainId != journal.Identity.ChainId)
            throw new ArgumentException($"The sender is of {sender.Account} on chain {sender.ChainId}, the journal of {journal.Identity}.", nameof(sender));
        var started = new DurableSender(journal, sender, confirmations, meter);
        foreach (SubmissionRow row in await journal.RunAsync(SubmissionRow.Underway, cancellationToken))
        {
            PendingTransaction? pending = row.State is null
                ? null
                : await sender.ResumeAsync(row.State, (state, token) => journal.RunAsync(connection => SubmissionRow.Save(connection, row.Id, state), token), cancellationToken);
            started._live[row.Id] = new LiveSubmission(row.Id, row.Purpose, row.Records, pending, confirmations)
            {
                Block = row.Block, Way = SubmissionWay.Begin(row.Purpose, isResumed: true),
            };
        }

        return started;
    }

    /// <summary>Sends a transaction that is seen through even if the process ends meanwhile.</summary>
    /// <param name="purpose">What it is for: 1 to 64 characters, for status and logs.</param>
    /// <param name="send">Sends it with the journal that it is given, for example <c>jobs.SendConsentAsync(..., journal, token)</c>.</param>
    /// <param name="cancellationToken">Gives up before it is sent.</param>
    public async Task<PendingTransaction> SendAsync(
        string purpose, Func<TransactionJournal, CancellationToken, Task<PendingTransaction>> send, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(purpose);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(purpose.Length, 64, nameof(purpose));
        ArgumentNullException.ThrowIfNull(send);
        return (await SendAsync(purpose, null, send, (_, _) => { }, _ => { }, cancellationToken)).Pending!;
    }

    /// <summary>Sends a transaction, and notes in one commit that it is under way and what that means.</summary>
    /// <param name="purpose">What it is for.</param>
    /// <param name="records">The records that it carries, if any.</param>
    /// <param name="send">Sends it.</param>
    /// <param name="stored">What its being under way means for the journal; given the submission's number.</param>
    /// <param name="withdrawn">Undoes that, where no node took it.</param>
    /// <param name="cancellationToken">Gives up before it is sent.</param>
    internal async Task<LiveSubmission> SendAsync(
        string purpose, (long Stream, long First, int Count)? records, Func<TransactionJournal, CancellationToken, Task<PendingTransaction>> send,
        Action<SqliteConnection, long> stored, Action<SqliteConnection> withdrawn, CancellationToken cancellationToken)
    {
        SubmissionWay way = SubmissionWay.Begin(purpose);
        try
        {
            LiveSubmission live = await SendAsync(purpose, records, send, stored, withdrawn, way, cancellationToken);
            Meter?.Submitted(purpose);
            return live;
        }
        catch (Exception e)
        {
            if (e is not (OperationCanceledException or ObjectDisposedException or JournalException)) Meter?.Refused(purpose);
            way.Refuse(e);
            throw;
        }
    }

    private async Task<LiveSubmission> SendAsync(
        string purpose, (long Stream, long First, int Count)? records, Func<TransactionJournal, CancellationToken, Task<PendingTransaction>> send,
        Action<SqliteConnection, long> stored, Action<SqliteConnection> withdrawn, SubmissionWay way, CancellationToken cancellationToken)
    {
        long? id = null;
        Task StoreAsync(PendingTransactionState state, CancellationToken token) => Journal.RunAsync(
            connection =>
            {
                if (id is { } known)
                {
                    SubmissionRow.Save(connection, known, state);
                }
                else
                {
                    long added = SubmissionRow.Add(connection, purpose, records, state);
                    stored(connection, added);
                    id = added;
                }
            },
            token);
        try
        {
            PendingTransaction pending = await send(StoreAsync, cancellationToken);
            var live = new LiveSubmission(
                id ?? throw new InvalidOperationException("The transaction was sent without the journal that it was given."), purpose, records, pending, Confirmations)
            {
                Way = way,
            };
            lock (_guard) _live[live.Id] = live;
            return live;
        }
        catch (Exception e) when (id is not null && e is not (OperationCanceledException or ObjectDisposedException or JournalException))
        {
            // It is stored and no node took it. (Stopped in the middle of sending, it stays stored, and is sent when the node starts again.)
            await Journal.RunAsync(
                connection =>
                {
                    withdrawn(connection);
                    SubmissionRow.Delete(connection, id.Value);
                },
                CancellationToken.None);
            throw;
        }
    }

    /// <summary>Takes over an effect that was found on the chain without its transaction.</summary>
    internal void Adopt(long id, string purpose, (long Stream, long First, int Count)? records, (ulong Number, Bytes32 Hash) block)
    {
        lock (_guard) _live[id] = new LiveSubmission(id, purpose, records, null, Confirmations)
        {
            Block = block, Way = SubmissionWay.Begin(purpose, isResumed: true),
        };
    }

    /// <summary>Stops watching a transaction that is settled.</summary>
    internal void Forget(LiveSubmission settled, bool isFinal)
    {
        settled.Observe();
        settled.Way.End(settled.Pending?.Receipt, settled.Failure, isFinal);
        Meter?.Settled(settled.Purpose, isFinal, settled.Way.Elapsed, settled.Pending?.Receipt?.GasUsed);
        lock (_guard) _live.Remove(settled.Id);
    }
}
