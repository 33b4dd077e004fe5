using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Node.Journal;
using AuditNode.Node.Proofs;

namespace AuditNode.Node.Jobs;

/// <summary>One party's messages in one job, with the records that came with them.</summary>
public interface IJobTransport : ITransport, ICommitmentRecords, IAsyncDisposable
{
    /// <summary>The sender's record of the message that an operation took, as it came with the message.</summary>
    /// <param name="operation">An operation with a counterparty.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where none came.</returns>
    ValueTask<Bytes32?> SentRecordOfAsync(Operation operation, CancellationToken cancellationToken = default);

    /// <summary>Takes back the message that was received last, which the party refused, and has the refusal recorded.</summary>
    /// <param name="envelope">The message.</param>
    /// <param name="refusal">Why.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask RefuseAsync(Envelope envelope, MessageException refusal, CancellationToken cancellationToken = default);
}

/// <summary>Connects the parties of jobs.</summary>
public interface IJobTransports
{
    /// <summary>Opens a party's end.</summary>
    /// <param name="opening">The job, the party, and the journal with the records that go along with messages.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IJobTransport> OpenAsync(TransportOpening opening, CancellationToken cancellationToken = default);

    /// <summary>Takes no more messages of a job, which has ended for everybody.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask CloseAsync(Bytes32 jobId, CancellationToken cancellationToken = default);
}

/// <summary>What a party's end is opened with.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Parties">Institution of every party by its name.</param>
/// <param name="Party">The party, which says how long messages may be.</param>
/// <param name="Journal">Its journal.</param>
public sealed record TransportOpening(Bytes32 JobId, IReadOnlyDictionary<string, Address> Parties, IProtocolParty Party, OperationJournal Journal);
