namespace AuditNode.Node.Jobs;

/// <summary>How far this institution is with a job.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Since">Since when.</param>
/// <param name="Step">What the engine does (Engine's ProtocolPhase); null outside of <see cref="JobPhase.Running"/>.</param>
/// <param name="Round">Round from 1, or 0 outside of rounds.</param>
/// <param name="Rounds">The most rounds; 0 where the job is not known yet.</param>
/// <param name="Fraction">Part of the step that is done, 0 to 1.</param>
/// <param name="Reason">Why it is aborted or interrupted; null otherwise.</param>
public sealed record JobProgress(
    JobPhase Phase, DateTimeOffset Since, string? Step = null, int Round = 0, int Rounds = 0, double Fraction = 0, string? Reason = null);
