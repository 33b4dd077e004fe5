namespace AuditNode.Node.Jobs;

/// <summary>How a job ended.</summary>
/// <param name="State">Completed or aborted.</param>
/// <param name="Reason">Why it was aborted; null where it was completed.</param>
public sealed record JobEnd(JobState State, string? Reason = null);
