using AuditNode.Chain;

namespace AuditNode.Node.Anchoring;

/// <summary>A stream whose next record the ledger does not take for now. Other streams go on.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Sequence">The record.</param>
/// <param name="Reason">Why, and what to do.</param>
public sealed record HeldStream(Bytes32 JobId, long Sequence, string Reason);
