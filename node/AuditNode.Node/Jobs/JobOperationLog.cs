using AuditNode.Chain;
using AuditNode.Engine.Data;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Node.Journal;
using AuditNode.Node.Measuring;
using AuditNode.Records.Operations;

namespace AuditNode.Node.Jobs;

/// <summary>
/// Adds to the engine's operations what only the node knows: the data set's account and the digest of its records' identifiers. A party that
/// only brings data releases nothing itself, so the whole job is charged to its data set when it commits to its data, before anything leaves.
/// </summary>
/// <param name="inner">Makes the records.</param>
/// <param name="job">The job.</param>
/// <param name="party">The party.</param>
/// <param name="dataset">The account of its data set; null where it brings none.</param>
/// <param name="alignment">What the institutions compare.</param>
/// <param name="board">Told of every operation.</param>
internal sealed class JobOperationLog(OperationJournal inner, VerticalKMeansJob job, JobParty party, Bytes32? dataset, RecordDigest alignment, JobProgressBoard board)
    : IOperationLog
{
    public async ValueTask ReportAsync(Operation operation, CancellationToken cancellationToken = default)
    {
        Operation completed = operation.Kind == OperationKind.DatasetCommitted && dataset is { } account ? Complete(operation, account) : operation;
        OperationRecord record = await inner.RecordAsync(completed, cancellationToken).ConfigureAwait(false);
        JobTrace.Ambient?.Add(operation, record);
        board.Perform(inner.JobId, operation);
    }

    private Operation Complete(Operation operation, Bytes32 account)
    {
        var parameters = new SortedDictionary<string, string>(operation.Parameters.ToDictionary(), StringComparer.Ordinal)
        {
            ["dataset"] = Convert.ToHexStringLower(account.ToArray()),
            ["alignment"] = alignment.Identifiers ?? "none",
        };
        bool charge = party.Role == PartyRole.DataParty && job.NoiseMode != NoiseMode.None;
        return operation with
        {
            Parameters = parameters,
            Privacy = charge ? new PrivacyCost("discrete-gaussian", job.Rho, NeighbouringRelation.ReplaceOne) : operation.Privacy,
        };
    }
}
