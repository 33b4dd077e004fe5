using AuditNode.Verifier.OnChain;

namespace AuditNode.Node.Jobs;

/// <summary>How a job ended.</summary>
/// <param name="State">Completed or aborted.</param>
/// <param name="Reason">Why it was aborted, as the chain has it; null where it was completed.</param>
/// <param name="Detail">What this institution found that ended it; null where another one did.</param>
public sealed record JobEnd(JobState State, string? Reason = null, string? Detail = null);
