using System.Numerics;
using AuditNode.Contracts;
using AuditNode.Records.Jobs;

namespace AuditNode.Verifier.Jobs;

/// <summary>What of a specification stands in JobRegistry, where anybody can search for it: it follows from the specification alone.</summary>
public static class JobTerms
{
    /// <summary>Number of the protocol vertical-kmeans in JobRegistry.</summary>
    public const ushort VerticalKMeans = 1;

    /// <summary>Noisy counts and sums of every round are released.</summary>
    public const byte NoisySums = 1;

    /// <summary>Besides, some parties learn the cluster of every record, without differential privacy.</summary>
    public const byte NoisySumsAndAssignment = 2;

    /// <summary>Counts and sums are released without differential privacy.</summary>
    public const byte ExactSums = 3;

    /// <summary>What is to be proposed, or must have been.</summary>
    /// <param name="specification">The specification; its data holders are the parties with columns.</param>
    /// <param name="consentDeadline">Until when data holders may consent, in seconds since 1970: the one term that the specification does not hold.</param>
    /// <exception cref="Records.RecordFormatException">A member is out of its range.</exception>
    public static JobRegistry.JobSpec Of(JobSpecification specification, ulong consentDeadline)
    {
        ArgumentNullException.ThrowIfNull(specification);
        return new JobRegistry.JobSpec(
            SpecHash: specification.Hash,
            Parties: [.. specification.Parties.Select(p => p.Institution)],
            DataHolders: [.. specification.Parties.Where(p => p.Roles.HasFlag(JobPartyRoles.Data)).Select(p => p.Institution)],
            Protocol: VerticalKMeans,
            Clusters: (uint)specification.Clusters,
            Rounds: (uint)specification.Rounds,
            Leakage: LeakageOf(specification),
            Rho: (BigInteger)specification.RhoUnits,
            ConsentDeadline: consentDeadline);
    }

    /// <summary>The first term in which what stands on the chain differs from what the specification says.</summary>
    /// <param name="specification">The specification.</param>
    /// <param name="found">What JobRegistry has.</param>
    /// <returns>The term's name as in JobRegistry, or null where all agree.</returns>
    public static string? FirstDifference(JobSpecification specification, JobRegistry.JobSpec found)
    {
        JobRegistry.JobSpec expected = Of(specification, found.ConsentDeadline);
        if (expected.SpecHash != found.SpecHash) return "specHash";
        if (!expected.Parties.SequenceEqual(found.Parties)) return "parties";
        if (!expected.DataHolders.SequenceEqual(found.DataHolders)) return "dataHolders";
        if (expected.Protocol != found.Protocol) return "protocol";
        if (expected.Clusters != found.Clusters) return "clusters";
        if (expected.Rounds != found.Rounds) return "rounds";
        if (expected.Leakage != found.Leakage) return "leakage";
        return expected.Rho != found.Rho ? "rho" : null;
    }

    private static byte LeakageOf(JobSpecification specification) =>
        specification.NoiseMode == JobNoiseMode.None ? ExactSums : specification.AssignmentReceivers.Count > 0 ? NoisySumsAndAssignment : NoisySums;
}
