using AuditNode.Chain;
using AuditNode.Engine.Data;
using AuditNode.Records.Jobs;

namespace AuditNode.Node.Jobs;

/// <summary>What an institution consents to, once everything was found in order. For the institution's own eyes: it counts clipped records.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Specification">What the parties agree on.</param>
/// <param name="Party">The party that this institution is.</param>
/// <param name="Dataset">Name of the data set that it brings; null where it brings none.</param>
/// <param name="Alignment">What the institutions compare to know that record i is the same entity everywhere.</param>
/// <param name="Clipping">Records beyond the bounds, by column.</param>
/// <param name="BudgetLeft">What is left of the data set's cap before this job, in units of 1e-12; 0 without a data set.</param>
public sealed record JobReview(
    Bytes32 JobId,
    JobSpecification Specification,
    PartySpecification Party,
    string? Dataset,
    RecordDigest Alignment,
    IReadOnlyList<ClippingCount> Clipping,
    System.Numerics.BigInteger BudgetLeft);
