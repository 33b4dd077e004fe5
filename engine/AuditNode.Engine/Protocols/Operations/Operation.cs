namespace AuditNode.Engine.Protocols;

/// <summary>One step of a protocol as a party reports it: what went in, what came out, and by which public parameters.</summary>
/// <param name="Sequence">Gapless number among the operations of this party in this job, from 0; repeated reports have the same number.</param>
/// <param name="Kind">See <see cref="OperationKind"/>.</param>
/// <param name="Round">Round from 1, or 0 outside of rounds.</param>
/// <param name="Inputs">What went in.</param>
/// <param name="Outputs">What came out.</param>
/// <param name="Parameters">Public values, by name; numbers as decimal integers or round-trip decimals.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it was finished.</param>
/// <param name="Privacy">What it costs of the privacy budget, or null for nothing.</param>
/// <param name="Counterparty">The other party of a message that was sent or received, or null.</param>
public sealed record Operation(
    long Sequence,
    string Kind,
    int Round,
    IReadOnlyList<Artifact> Inputs,
    IReadOnlyList<Artifact> Outputs,
    IReadOnlyDictionary<string, string> Parameters,
    DateTimeOffset StartedAt,
    DateTimeOffset FinishedAt,
    PrivacyCost? Privacy = null,
    string? Counterparty = null);
