using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Records.Operations;

namespace AuditNode.Node.Journal;

/// <summary>
/// The journal of one party in one job: makes a record of every operation that its engine reports, and of what the node does beside. A report
/// returns when its record, artifacts and price are durable; one with a price when the charge is final as well, so that nothing is released
/// before it is paid. Reports wait while the backlog is full. Safe for use by several threads.
/// </summary>
public sealed class OperationJournal : IOperationLog
{
    private readonly RecordStream _stream;
    private readonly JobStream _job;
    private readonly JournalDatabase _journal;
    private readonly TimeProvider _clock;
    private readonly ChargeBook _charges;

    internal OperationJournal(JournalDatabase journal, RecordStream stream, JobStream job, string party, TimeProvider clock)
    {
        (_journal, _stream, _job, Party, _clock) = (journal, stream, job, party, clock);
        _charges = new ChargeBook(journal);
    }

    /// <summary>The job.</summary>
    public Bytes32 JobId => _stream.JobId;

    /// <summary>The party's name in the job.</summary>
    public string Party { get; }

    /// <inheritdoc/>
    /// <exception cref="JournalException">The operation was reported before with other content, or the journal has stopped.</exception>
    /// <exception cref="ChargeRefusedException">The operation releases something that its dataset's owner does not pay for: it must not leave.</exception>
    /// <exception cref="Records.Archives.ArchiveException">The archive cannot be written. The journal has what was confirmed; the report can be repeated.</exception>
    public async ValueTask ReportAsync(Operation operation, CancellationToken cancellationToken = default) => await RecordAsync(operation, cancellationToken);

    /// <summary>Records an operation.</summary>
    /// <param name="operation">The operation; a repeated one gives the record that there is.</param>
    /// <param name="cancellationToken">Gives up. What is journaled by then stays, and a repeated report finds it.</param>
    /// <returns>The record.</returns>
    /// <inheritdoc cref="ReportAsync" path="/exception"/>
    public async Task<OperationRecord> RecordAsync(Operation operation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operation);
        RecordTemplate template = RecordTemplate.Of(operation, Party, _job, _journal.Identity);
        Price? price = operation.Privacy is { } cost && _job.DatasetOf(operation) is { } dataset ? new Price(dataset, cost.Rho) : null;
        OperationRecord record = await _stream.RecordAsync(template, token => AddAsync(operation, token), price, cancellationToken);
        if (price is { } due) await _charges.PaidAsync(due.Dataset, JobId, record.Sequence, cancellationToken);
        return record;
    }

    /// <summary>Records something that the node did in the job.</summary>
    /// <param name="happened">What happened; one with a key that was recorded before gives the record that there is.</param>
    /// <param name="cancellationToken">Gives up before the record is made.</param>
    /// <returns>The record.</returns>
    /// <exception cref="JournalException">Something else was recorded under the key, or the journal has stopped.</exception>
    /// <exception cref="Records.RecordFormatException">A member is out of its range.</exception>
    public Task<OperationRecord> RecordAsync(NodeEvent happened, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(happened);
        RecordTemplate template = RecordTemplate.Of(happened, _clock.GetUtcNow(), _job, _journal.Identity);
        return _stream.RecordAsync(template, _ => Task.FromResult(RecordAdditions.None), null, cancellationToken);
    }

    /// <summary>A record of this institution in the job.</summary>
    /// <param name="sequence">Its number, from 0.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where there is none yet.</returns>
    public Task<OperationRecord?> FindAsync(long sequence, CancellationToken cancellationToken = default) =>
        _stream.ReadAsync((connection, stream) => RecordRow.Find(connection, stream, sequence), cancellationToken);

    /// <summary>The latest record of this institution in the job that gives bytes to another: what goes along with a message.</summary>
    /// <param name="sha256">SHA-256 of the bytes.</param>
    /// <param name="receiver">The other institution; null for any record with such an output.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where there is none.</returns>
    public async Task<OperationRecord?> FindByOutputAsync(ReadOnlyMemory<byte> sha256, Address? receiver = null, CancellationToken cancellationToken = default)
    {
        byte[] digest = sha256.ToArray();
        return await _stream.ReadAsync(
            (connection, stream) => RecordRow.ListByOutput(connection, stream, digest)
                .FirstOrDefault(row => receiver is null || OperationRecord.Parse(row.Canonical).Counterparty?.Institution == receiver),
            cancellationToken);
    }

    private async Task<RecordAdditions> AddAsync(Operation operation, CancellationToken cancellationToken)
    {
        Bytes32? sent = operation.Counterparty is null ? null : await _job.SentRecordOf(operation, cancellationToken);
        return new RecordAdditions(_job.Prover is null ? null : await _job.Prover.PrepareAsync(operation, cancellationToken), sent);
    }
}
