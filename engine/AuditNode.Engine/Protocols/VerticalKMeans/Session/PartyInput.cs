using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>What a party brings to a job.</summary>
/// <param name="Columns">Its columns in the order of the job, each of n values scaled to [-1, 1].</param>
/// <param name="AgreesToAssignment">Whether it agrees that the receivers named in the job learn the cluster of every record.</param>
/// <param name="Budget">
/// Budget of its data over all jobs, or null where only the job's own counts. The whole job is charged under its id before anything leaves;
/// the caller stores the budget.
/// </param>
public sealed record PartyInput(IReadOnlyList<double[]> Columns, bool AgreesToAssignment = false, PrivacyBudget? Budget = null)
{
    /// <summary>
    /// Digest of the identifiers of its records in their order, 32 bytes under a key that the parties of the job share; empty where its file has no
    /// identifiers. Parties that bring columns all have the same, or none has any: compared when they agree, before anything is encrypted.
    /// </summary>
    public ReadOnlyMemory<byte> Identifiers { get; init; }
}
