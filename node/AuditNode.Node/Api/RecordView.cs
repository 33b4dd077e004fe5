namespace AuditNode.Node.Api;

/// <summary>A record of this institution.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Sequence">Its number, from 0.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Round">In which round.</param>
/// <param name="Hash">SHA-256 of its canonical bytes.</param>
/// <param name="Level">What it proves: attribution or relation.</param>
/// <param name="FinishedAt">When (UTC), as the record has it.</param>
public sealed record RecordView(string JobId, long Sequence, string Kind, long Round, string Hash, string Level, string FinishedAt);
