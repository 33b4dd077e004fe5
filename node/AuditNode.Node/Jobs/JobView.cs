using AuditNode.Chain;
using AuditNode.Records.Jobs;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Node.Jobs;

/// <summary>A party of a job, as the chain has it.</summary>
/// <param name="Institution">Its address.</param>
/// <param name="Name">Its name in the specification; null where that is not at hand.</param>
/// <param name="Roles">What it does; none where the specification is not at hand.</param>
/// <param name="HoldsData">Whether its consent is asked for.</param>
/// <param name="Consented">Whether it consented.</param>
/// <param name="Result">The result that it reported; null before.</param>
/// <param name="Records">Records that it anchored.</param>
public sealed record JobPartyView(Address Institution, string? Name, JobPartyRoles Roles, bool HoldsData, bool Consented, Bytes32? Result, ulong Records);

/// <summary>A job in a list.</summary>
/// <param name="JobId">Its number.</param>
/// <param name="Name">Its name; null where the specification is not at hand.</param>
/// <param name="State">State on the chain.</param>
/// <param name="Proposer">Who proposed it.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="IsParty">Whether this institution is a party.</param>
/// <param name="Progress">How far this institution is with it.</param>
public sealed record JobSummary(
    Bytes32 JobId, string? Name, JobState State, Address Proposer, DateTimeOffset ProposedAt, bool IsParty, JobProgress Progress);

/// <summary>Everything about a job that can be known from the chain, the archive and this node.</summary>
/// <param name="Summary">What lists say.</param>
/// <param name="SpecHash">SHA-256 of the specification.</param>
/// <param name="Specification">The specification; null where it is not at hand.</param>
/// <param name="SpecificationFault">Why what is at hand is no specification of this job; null where all is well.</param>
/// <param name="ConsentDeadline">Until when consents are taken, seconds since 1970.</param>
/// <param name="ConsentedAt">When the last consent came; null before.</param>
/// <param name="StartedAt">When it was started; null before.</param>
/// <param name="EndedAt">When it was completed or aborted; null before.</param>
/// <param name="Result">The result that all reported; null before.</param>
/// <param name="AbortReason">Why it was aborted; null where it was not.</param>
/// <param name="Parties">The parties in the order of the proposal.</param>
public sealed record JobView(
    JobSummary Summary,
    Bytes32 SpecHash,
    JobSpecification? Specification,
    string? SpecificationFault,
    ulong ConsentDeadline,
    DateTimeOffset? ConsentedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    Bytes32? Result,
    string? AbortReason,
    IReadOnlyList<JobPartyView> Parties);
