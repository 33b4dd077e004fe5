using AuditNode.Chain;

namespace AuditNode.Node.Api;

/// <summary>Records of this institution and their way to the chain, as the admin API sees them.</summary>
public interface INodeRecords
{
    /// <summary>How many wait, and how the chain behaves.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<BacklogView> BacklogAsync(CancellationToken cancellationToken);

    /// <summary>Records of a job in order.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="first">Sequence of the first, from 0.</param>
    /// <param name="count">How many at most, 1 to 1,000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<RecordView>> ReadAsync(Bytes32 jobId, long first, int count, CancellationToken cancellationToken);
}
