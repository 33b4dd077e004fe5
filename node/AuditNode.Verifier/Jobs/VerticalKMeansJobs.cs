using AuditNode.Chain;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Records.Jobs;

namespace AuditNode.Verifier.Jobs;

/// <summary>
/// The engine's job behind a specification. Nodes and verifiers make it here, so that a replay is of the very job that was run.
/// </summary>
public static class VerticalKMeansJobs
{
    /// <summary>Makes the job. Its identifier in the engine is the job's number in 64 hexadecimal digits.</summary>
    /// <param name="specification">What the parties consented to.</param>
    /// <param name="jobId">The job's number in JobRegistry.</param>
    /// <exception cref="InvalidJobException">The specification describes no job that the engine runs; names the field and its range.</exception>
    public static VerticalKMeansJob ToJob(JobSpecification specification, Bytes32 jobId)
    {
        ArgumentNullException.ThrowIfNull(specification);
        if (specification.Protocol != JobSpecification.VerticalKMeans)
            throw new InvalidJobException(nameof(JobSpecification.Protocol), $"'{specification.Protocol}' is not '{JobSpecification.VerticalKMeans}'.");
        var job = new VerticalKMeansJob
        {
            Id = Convert.ToHexStringLower(jobId.ToArray()),
            Parties = [.. specification.Parties.Select(ToParty)],
            Records = specification.Records,
            Start = ToCentroids(specification),
            MaximumRounds = specification.Rounds,
            MovementThreshold = specification.Threshold,
            NoiseMode = ToMode(specification.NoiseMode),
            Rho = new Rho(specification.RhoUnits),
            Delta = specification.Delta,
            SignDegree = specification.SignDegree,
            SignGap = specification.SignGap,
            SmallClusterThreshold = specification.SmallClusterThreshold,
            AssignmentReceivers = specification.AssignmentReceivers,
            FloodingBits = specification.FloodingBits,
            NoiseCandidates = specification.NoiseCandidates,
        };
        job.Validate();
        return job;
    }

    private static JobParty ToParty(PartySpecification party) => new(
        party.Name,
        party.Roles.HasFlag(JobPartyRoles.Computing) ? PartyRole.ComputingParty
            : party.Roles.HasFlag(JobPartyRoles.KeyHolder) ? PartyRole.KeyHolder
            : PartyRole.DataParty,
        [.. party.Columns.Select(column => new JobColumn(column.Name, column.Minimum, column.Maximum))]);

    private static Centroids ToCentroids(JobSpecification specification)
    {
        int features = specification.Features;
        if (specification.Start.Centroids.Length != specification.Clusters || specification.Start.Centroids.Any(row => row.Length != features))
            throw new InvalidJobException(nameof(JobSpecification.Start), $"It must have {specification.Clusters} rows of {features} coordinates.");
        try
        {
            return new Centroids(specification.Clusters, features, [.. specification.Start.Centroids.SelectMany(row => row)]);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new InvalidJobException(nameof(JobSpecification.Start), e.Message);
        }
    }

    private static NoiseMode ToMode(JobNoiseMode mode) => mode switch
    {
        JobNoiseMode.Mutual => NoiseMode.Mutual,
        JobNoiseMode.Paper => NoiseMode.Paper,
        JobNoiseMode.None => NoiseMode.None,
        _ => throw new InvalidJobException(nameof(JobSpecification.NoiseMode), $"{(int)mode} is no mode."),
    };
}
