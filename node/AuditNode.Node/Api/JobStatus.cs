namespace AuditNode.Node.Api;

/// <summary>A job, as the chain has it and as this node sees it.</summary>
/// <param name="JobId">Its number.</param>
/// <param name="State">On the chain: proposed, consented, running, completed or aborted.</param>
/// <param name="SpecHash">SHA-256 of its specification.</param>
/// <param name="Proposer">Who proposed it.</param>
/// <param name="Parties">All parties, in order.</param>
/// <param name="MissingConsents">Data holders that have not consented.</param>
/// <param name="Clusters">k.</param>
/// <param name="Rounds">Rounds, at most.</param>
/// <param name="Rho">Budget (zCDP) in units of 1e-12.</param>
/// <param name="ConsentDeadline">Until when data holders may consent (UTC); absent where there is none.</param>
/// <param name="Result">Hash of the result, once all data holders reported the same one.</param>
/// <param name="AbortReason">Why it was aborted.</param>
/// <param name="Name">From the specification; absent where this node does not have it.</param>
/// <param name="Progress">What this node does for it; absent where it does nothing.</param>
public sealed record JobStatus(
    string JobId, string State, string SpecHash, string Proposer, IReadOnlyList<string> Parties, IReadOnlyList<string> MissingConsents,
    uint Clusters, uint Rounds, string Rho, DateTimeOffset? ConsentDeadline, string? Result, string? AbortReason, string? Name,
    JobStep? Progress);

/// <summary>What a node does for a job.</summary>
/// <param name="Phase">Where it is, a word.</param>
/// <param name="Round">The round, from 0; absent outside of rounds.</param>
/// <param name="Rounds">Rounds, at most.</param>
/// <param name="Detail">One line for people; absent where there is nothing to say.</param>
public sealed record JobStep(string Phase, int? Round, int? Rounds, string? Detail);
