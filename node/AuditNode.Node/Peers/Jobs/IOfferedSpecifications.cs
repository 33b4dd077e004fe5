using AuditNode.Chain;

namespace AuditNode.Node.Peers;

/// <summary>Specifications that this node gives to the institutions that they name. Safe for concurrent use.</summary>
public interface IOfferedSpecifications
{
    /// <summary>Finds the specification of a job.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="institution">Who asks.</param>
    /// <param name="cancellationToken">Honoured while it is read.</param>
    /// <returns>Its canonical bytes; null where this node does not have it, and where it does not name the institution.</returns>
    ValueTask<byte[]?> FindAsync(Bytes32 jobId, Address institution, CancellationToken cancellationToken = default);
}
