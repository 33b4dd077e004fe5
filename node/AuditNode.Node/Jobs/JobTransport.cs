using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Node.Journal;
using AuditNode.Node.Proofs;
using AuditNode.Records.Jobs;

namespace AuditNode.Node.Jobs;

/// <summary>One party's messages in one job, with the records that came with them.</summary>
public interface IJobTransport : ITransport, ICommitmentRecords, IAsyncDisposable
{
    /// <summary>The sender's record of the message that an operation took, as it came with the message.</summary>
    /// <param name="operation">An operation with a counterparty.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where none came.</returns>
    ValueTask<Bytes32?> SentRecordOfAsync(Operation operation, CancellationToken cancellationToken = default);
}

/// <summary>Connects the parties of jobs.</summary>
public interface IJobTransports
{
    /// <summary>Opens a party's end.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="specification">Its specification: which name is which institution, and where it is reached.</param>
    /// <param name="party">The party, which says how long messages may be.</param>
    /// <param name="journal">Its journal: the records that go along with messages.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IJobTransport> OpenAsync(
        Bytes32 jobId, JobSpecification specification, IProtocolParty party, OperationJournal journal, CancellationToken cancellationToken = default);
}
