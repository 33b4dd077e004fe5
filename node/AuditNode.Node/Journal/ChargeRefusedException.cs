using AuditNode.Chain;

namespace AuditNode.Node.Journal;

/// <summary>The contract PrivacyBudget does not let a release be charged: the release must not leave.</summary>
/// <param name="jobId">The job.</param>
/// <param name="sequence">The record of the release.</param>
/// <param name="reason">What the contract says.</param>
public sealed class ChargeRefusedException(Bytes32 jobId, long sequence, string reason) : Exception(
    $"The release of record {sequence} in job {jobId} may not be charged to its dataset: {reason} Nothing was released. "
    + "The dataset's owner can consent to more for later jobs; this job has to end.")
{
    /// <summary>The job.</summary>
    public Bytes32 JobId { get; } = jobId;

    /// <summary>The record of the release.</summary>
    public long Sequence { get; } = sequence;
}
