using AuditNode.Chain;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Verifier.Reports;

/// <summary>What a verification says about a job.</summary>
/// <param name="JobId">Its number.</param>
/// <param name="Name">Its name, or null where the specification is not known.</param>
/// <param name="State">Its state on the chain.</param>
/// <param name="SpecificationHash">What the parties consented to.</param>
/// <param name="ResultHash">Its result, or null.</param>
/// <param name="Streams">Its streams.</param>
/// <param name="RhoSpent">The most that a party's records say was spent, in units of 1e-12.</param>
/// <param name="RhoBudget">The budget, in units of 1e-12.</param>
public sealed record JobReport(
    Bytes32 JobId, string? Name, JobState State, Bytes32? SpecificationHash, Bytes32? ResultHash, IReadOnlyList<StreamReport> Streams, UInt128 RhoSpent,
    UInt128 RhoBudget);
