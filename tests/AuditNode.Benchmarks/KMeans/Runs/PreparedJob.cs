using System.Globalization;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Benchmarks.KMeans.Runs;

/// <summary>What the parties of a run agree on and bring.</summary>
internal sealed record PreparedJob(VerticalKMeansJob Job, IReadOnlyDictionary<string, PartyInput> Inputs)
{
    // Below it, a degree needs the wider gap (docs/utility.md).
    private const int LargeDegree = 31;
    private const double WideGap = 0.15, NarrowGap = 0.1;

    /// <summary>The computing party holds the first feature, as in the paper's Figure 4; the others share the rest evenly, in order.</summary>
    public static PreparedJob Create(RunOptions options, PreparedData data)
    {
        var parties = new List<JobParty>();
        var inputs = new Dictionary<string, PartyInput>();
        int first = 0;
        for (int p = 0; p < options.Parties; p++)
        {
            int count = p == 0 ? 1 : (data.Features.Count - first) / (options.Parties - p);
            (string Name, double[] Values)[] held = [.. data.Features.Skip(first).Take(count)];
            (string name, PartyRole role) = p switch
            {
                0 => ("computing", PartyRole.ComputingParty),
                1 => ("keyholder", PartyRole.KeyHolder),
                _ => (string.Create(CultureInfo.InvariantCulture, $"data{p - 1}"), PartyRole.DataParty),
            };
            parties.Add(JobParty.WithScaledColumns(name, role, held.Select(h => h.Name)));
            inputs.Add(name, new PartyInput([.. held.Select(h => h.Values)]));
            first += count;
        }

        int degree = options.Degree ?? AssignmentPolynomial.DefaultDegree(options.Clusters);
        double delta = options.Delta ?? 1.0 / data.RecordCount;
        var job = new VerticalKMeansJob
        {
            Id = "benchmark",
            Parties = parties,
            Records = data.RecordCount,
            Start = SpacedStart.Create(options.Clusters, data.Features.Count, PublicSeed.Of(options.Seed)),
            MaximumRounds = options.Rounds,
            NoiseMode = options.Noise,
            NoiseCandidates = options.NoiseCandidates,
            Rho = options.Noise == NoiseMode.None ? Rho.Zero : ZeroConcentrated.FromEpsilon(options.Epsilon ?? 1, delta),
            Delta = delta,
            SignDegree = degree,
            SignGap = degree < LargeDegree ? WideGap : NarrowGap,
        };
        return new PreparedJob(job, inputs);
    }
}
