using AuditNode.Chain;
using AuditNode.Records;
using AuditNode.Records.Archives;
using AuditNode.Records.Operations;
using AuditNode.Zk.Records;
using Microsoft.Data.Sqlite;

namespace AuditNode.Node.Journal;

/// <summary>
/// The records of this institution in one job. One at a time is made: its artifacts are archived, then it is journaled together with its
/// proof and its price, then archived itself. Whatever is interrupted leaves the stream before or after, never between.
/// </summary>
internal sealed class RecordStream
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly JournalDatabase _journal;
    private readonly Archive _archive;
    private readonly ArtifactKeeper _keeper;
    private readonly ProofKey _key;
    private readonly long _id;
    private long _next, _archived;
    private Bytes32 _last;

    private RecordStream(JournalDatabase journal, Archive archive, ProofKey key, StreamRow stream, Bytes32 last)
    {
        (_journal, _archive, _keeper, _key) = (journal, archive, new ArtifactKeeper(archive), key);
        (_id, JobId, _next, _archived, _last) = (stream.Id, stream.Job, stream.Journaled, stream.Journaled, last);
    }

    public Bytes32 JobId { get; }

    private JournalIdentity Identity => _journal.Identity;

    /// <summary>Opens a stream, and archives what a crash left journaled only.</summary>
    public static async Task<RecordStream> OpenAsync(JournalDatabase journal, Archive archive, ProofKey key, Bytes32 job, CancellationToken cancellationToken)
    {
        JournalIdentity identity = journal.Identity;
        (StreamRow stream, Bytes32? last) = await journal.RunAsync(
            connection =>
            {
                StreamRow found = StreamRow.Open(connection, job);
                return (found, found.Journaled == 0 ? (Bytes32?)null : RecordRow.Hashes(connection, found.Id, found.Journaled - 1, 1).Single());
            },
            cancellationToken);
        var opened = new RecordStream(
            journal, archive, key, stream, last ?? OperationRecord.StreamIdOf(checked((long)identity.ChainId), identity.Ledger, job, identity.Institution));
        while (opened._archived > 0 && await archive.Reader.ReadRecordAsync(job, identity.Institution, opened._archived - 1, cancellationToken) is null)
            opened._archived--;
        await opened.ArchiveAsync(cancellationToken);
        return opened;
    }

    /// <summary>The record of a report: the one that was made of it before, or a new one.</summary>
    /// <param name="template">What was reported.</param>
    /// <param name="additions">What the record gets beside that; asked for only if there is none.</param>
    /// <param name="price">What is charged for it, or null.</param>
    /// <param name="cancellationToken">Gives up before the record is made.</param>
    /// <exception cref="JournalException">Something else was reported by this name before, or the journal has stopped.</exception>
    public async Task<OperationRecord> RecordAsync(
        RecordTemplate template, Func<CancellationToken, Task<RecordAdditions>> additions, Price? price, CancellationToken cancellationToken)
    {
        Bytes32 content = template.Content; // also says what is out of range, before anything is stored
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await ArchiveAsync(cancellationToken);
            if (template.Source is { } source && await FindAsync(connection => RecordRow.Find(connection, _id, source), cancellationToken) is { } before)
            {
                return before.Content == content
                    ? OperationRecord.Parse(before.Canonical)
                    : throw new JournalException(JournalFault.Conflict,
                        $"Report {source} of job {JobId} is record {before.Sequence} already, with other content. What was recorded stays; look for two programs that act as one party.");
            }

            RecordAdditions added = await additions(cancellationToken);
            using RelationDraft? relation = added.Relation;
            relation?.Validate();
            OperationRecord record = await CompleteAsync(template, added, cancellationToken);
            byte[] canonical = record.ToBytes();
            Bytes32 hash = OperationRecord.HashOf(canonical);
            var row = new RecordRow(record.Sequence, hash, canonical, template.Source, content, Prove(record, hash, relation));
            await AppendAsync(row, [.. record.Outputs.Concat(RecordTemplate.References(template.Outputs))], price, cancellationToken);
            (_next, _last) = (_next + 1, hash);
            _journal.Added.Pulse();
            await ArchiveAsync(CancellationToken.None);
            return record;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Reads a record of this stream.</summary>
    public async Task<OperationRecord?> ReadAsync(Func<SqliteConnection, long, RecordRow?> find, CancellationToken cancellationToken) =>
        await FindAsync(connection => find(connection, _id), cancellationToken) is { } row ? OperationRecord.Parse(row.Canonical) : null;

    private Task<RecordRow?> FindAsync(Func<SqliteConnection, RecordRow?> find, CancellationToken cancellationToken) => _journal.RunAsync(find, cancellationToken);

    private async Task<OperationRecord> CompleteAsync(RecordTemplate template, RecordAdditions added, CancellationToken cancellationToken)
    {
        OperationRecord record = template.Record;
        IReadOnlyList<ArtifactReference> inputs = await _keeper.KeepAsync(ArtifactManifest.InputsName, template.Inputs, cancellationToken);
        IReadOnlyList<ArtifactReference> outputs = await _keeper.KeepAsync(
            ArtifactManifest.OutputsName, [.. template.Outputs, .. added.Relation?.Outputs ?? []], cancellationToken);
        return record with
        {
            Sequence = _next, PreviousRecordHash = _last, Salt = OperationRecord.CreateSalt(), Inputs = inputs, Outputs = outputs,
            Commitments = added.Relation?.Commitments ?? record.Commitments,
            Level = added.Relation is null ? RecordLevel.Attribution : RecordLevel.Relation,
            Counterparty = record.Counterparty is { RecordHash: null } other ? other with { RecordHash = added.SentRecord } : record.Counterparty,
        };
    }

    private (byte[], byte[])? Prove(OperationRecord record, Bytes32 hash, RelationDraft? draft)
    {
        if (draft?.Relation is not { } relation) return null;
        var context = new RelationContext(
            Identity.ChainId, Identity.Ledger.ToArray(), JobId.ToArray(), Identity.Institution.ToArray(), (ulong)record.Sequence,
            record.PreviousRecordHash.ToArray(), hash.ToArray());
        byte[] proof = RelationRecordProof.Prove(_key, context, relation, draft.Witness!);
        return (relation.Builder.Build().AsEncoded().ToArray(), proof);
    }

    /// <summary>Journals a record as soon as the backlog has room for it.</summary>
    private async Task AppendAsync(RecordRow row, IReadOnlyList<ArtifactReference> outputs, Price? price, CancellationToken cancellationToken)
    {
        byte[][] digests = [.. outputs.Take(ArtifactsIndexed).Select(output => output.Sha256.ToArray())];
        while (true)
        {
            Task room = _journal.Settled.Next;
            bool done = await _journal.RunAsync(
                connection =>
                {
                    if (StreamRow.Backlog(connection) >= _journal.Options.MaximumBacklog) return false;
                    row.Append(connection, _id, digests);
                    if (price is { } due) new ChargeRow(due.Dataset, JobId, row.Sequence, due.Rho).Request(connection);
                    return true;
                },
                cancellationToken);
            if (done) return;
            await room.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Archives what is journaled and not archived yet.</summary>
    private async Task ArchiveAsync(CancellationToken cancellationToken)
    {
        for (; _archived < _next; _archived++)
        {
            RecordRow row = await FindAsync(connection => RecordRow.Find(connection, _id, _archived), cancellationToken)
                ?? throw SqliteFailure.Corrupted(_journal.Options.Path, $"record {_archived} of job {JobId} is missing.");
            await _archive.WriteAsync(OperationRecord.Parse(row.Canonical), cancellationToken);
        }
    }

    private const int ArtifactsIndexed = 1024;
}
