using AuditNode.Contracts;
using AuditNode.Node.Journal;
using AuditNode.Zk.Records;

namespace AuditNode.Node.Anchoring;

/// <summary>
/// Brings what the journal holds to the chain: records to the ledger, in order, and charges to the budget; follows them until they are final.
/// A chain that is away, stands still or was reorganised makes everything take longer, and nothing else.
/// </summary>
public sealed class Anchorer
{
    private readonly DurableSender _transactions;
    private readonly AnchoringOptions _options;
    private readonly ChainObserver _observer;
    private readonly SubmissionFollower _follower;
    private readonly StreamAnchorer _streams;
    private readonly ChargeSubmitter _charges;

    /// <summary>An anchorer; nothing happens before <see cref="RunAsync"/>.</summary>
    /// <param name="transactions">The institution's transactions.</param>
    /// <param name="ledger">The journal's ledger, asked through the institution's node.</param>
    /// <param name="budget">The privacy accounts.</param>
    /// <param name="key">The institution's registered proof key; stays the caller's to dispose of.</param>
    /// <param name="options">Batches and times; null for the defaults.</param>
    /// <exception cref="ArgumentException">The ledger is another one than the journal's, or an option is out of range.</exception>
    public Anchorer(DurableSender transactions, AuditLedger ledger, PrivacyBudget budget, ProofKey key, AnchoringOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(transactions);
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(key);
        if (ledger.Address != transactions.Journal.Identity.Ledger)
            throw new ArgumentException($"The ledger is {ledger.Address}, the journal of {transactions.Journal.Identity}.", nameof(ledger));
        (_transactions, _options) = (transactions, options ?? new AnchoringOptions());
        _options.Validate();
        _observer = new ChainObserver(ledger.Client, _options);
        _follower = new SubmissionFollower(transactions, ledger.Client);
        _streams = new StreamAnchorer(
            transactions, new StreamComparison(transactions, ledger), new RecordSubmitter(transactions, ledger, key), _options);
        _charges = new ChargeSubmitter(transactions, budget);
    }

    /// <summary>Works until it is cancelled.</summary>
    /// <param name="cancellationToken">Ends it between two steps; what is under way is taken up when the node starts again.</param>
    /// <exception cref="JournalException">The journal can take no more: the process is to stop.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task added = _transactions.Journal.Added.Next;
            await StepAsync(cancellationToken);
            // Records that come in a burst are looked at together.
            await Task.Delay(_options.PollInterval / 10, _options.Clock, cancellationToken);
            await Task.WhenAny(added, Task.Delay(_options.PollInterval, _options.Clock, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Where records are, and how the chain behaves.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="JournalException">The journal has stopped.</exception>
    public async Task<AnchorStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        (JournalCounts counts, AnchoredRecord? last, DateTimeOffset? oldest) = await _transactions.Journal.RunAsync(
            connection => (JournalCounts.Read(connection), JournalCounts.LastFinal(connection), JournalCounts.OldestUnanchored(connection)), cancellationToken);
        (ChainState state, DateTimeOffset since, string? reason) = _observer.State;
        return new AnchorStatus(
            state, since, reason, _observer.Head, counts.Journaled - counts.Submitted, counts.Submitted - counts.Included, counts.Included - counts.Final,
            _transactions.Journal.Options.MaximumBacklog, counts.Final, last, _follower.Reorganizations, _streams.Held)
        {
            OldestUnanchored = oldest,
        };
    }

    private async Task StepAsync(CancellationToken cancellationToken)
    {
        try
        {
            (ulong head, bool isNew) = await _observer.LookAsync(cancellationToken);
            foreach (LiveSubmission lost in await _follower.StepAsync(head, cancellationToken))
                if (lost.Records is { } records) _streams.MustCompare(records.Stream);
            if (isNew)
                foreach (long stream in await _follower.CheckFinalAsync(cancellationToken)) _streams.MustCompare(stream);
            await _charges.StepAsync(cancellationToken);
            await _streams.StepAsync(cancellationToken);
            _observer.Worked(isWaiting: _transactions.Live.Any(live => live.Block is null));
        }
        catch (Exception failure) when (_observer.Failed(failure))
        {
            // It is tried again at the next step, and the status says why.
        }
    }
}
