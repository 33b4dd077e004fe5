using System.Collections.Concurrent;
using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Records.Archives;
using AuditNode.Zk.Records;

namespace AuditNode.Node.Journal;

/// <summary>Opens the journals of jobs: one stream for each job, however many of its parties this institution is. Safe for use by several
/// threads.</summary>
public sealed class OperationJournals
{
    private readonly ConcurrentDictionary<Bytes32, Lazy<Task<RecordStream>>> _streams = new();
    private readonly JournalDatabase _journal;
    private readonly Archive _archive;
    private readonly ProofKey _key;
    private readonly TimeProvider _clock;

    /// <summary>The journals of one institution.</summary>
    /// <param name="journal">Where records are journaled.</param>
    /// <param name="archive">Where records and artifacts are kept for auditors.</param>
    /// <param name="key">The institution's proof key, for relations; stays the caller's to dispose of.</param>
    /// <param name="clock">The time of the node's own records; null for the system's.</param>
    public OperationJournals(JournalDatabase journal, Archive archive, ProofKey key, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(archive);
        ArgumentNullException.ThrowIfNull(key);
        (_journal, _archive, _key, _clock) = (journal, archive, key, clock ?? TimeProvider.System);
    }

    /// <summary>Opens the journal of a party in a job; archives what a crash left journaled only.</summary>
    /// <param name="job">The job.</param>
    /// <param name="party">The party's name in it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="JournalException">The journal has stopped.</exception>
    /// <exception cref="ArchiveException">The archive cannot be read or written.</exception>
    public async Task<OperationJournal> OpenAsync(JobStream job, string party, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        PartyName.Require(party, nameof(party));
        Lazy<Task<RecordStream>> opening = _streams.GetOrAdd(
            job.JobId, id => new Lazy<Task<RecordStream>>(() => RecordStream.OpenAsync(_journal, _archive, _key, id, CancellationToken.None)));
        try
        {
            return new OperationJournal(_journal, await opening.Value.WaitAsync(cancellationToken), job, party, _clock);
        }
        catch when (opening.Value.IsFaulted)
        {
            _streams.TryRemove(KeyValuePair.Create(job.JobId, opening)); // so that it can be tried again
            throw;
        }
    }
}
