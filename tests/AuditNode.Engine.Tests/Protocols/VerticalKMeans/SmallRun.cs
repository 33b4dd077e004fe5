using System.Buffers.Binary;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Tests.Protocols.VerticalKMeans;

/// <summary>Small jobs on generated records, and the seeds of their noise.</summary>
internal static class SmallRun
{
    public static byte[] Seed(byte number)
    {
        var seed = new byte[RandomStream.SeedLength];
        BinaryPrimitives.WriteUInt64LittleEndian(seed, TestSeed.Value);
        seed[31] = number;
        return seed;
    }

    /// <summary>Records around k random points, a few of them anywhere.</summary>
    public static double[][] Records(int count, int features, int clusters)
    {
        using var random = new RandomStream(Seed(1), "small run records");
        double[][] centres = [.. Enumerable.Range(0, clusters).Select(_ => Enumerable.Range(0, features).Select(_ => 1.4 * Next(random) - 0.7).ToArray())];
        return [.. Enumerable.Range(0, count).Select(i => centres[i % clusters].Select(c => Math.Clamp(c + 0.5 * (Next(random) + Next(random) - 1), -1, 1)).ToArray())];
    }

    /// <summary>A job whose features are dealt out to the parties in turn: computing, holder, then data parties.</summary>
    public static VerticalKMeansJob Job(int records, int clusters, int features, int parties = 2, int rounds = 3, NoiseMode mode = NoiseMode.Mutual, double epsilon = 50)
    {
        string[] names = [.. Enumerable.Range(0, parties).Select(NameOf)];
        var job = new VerticalKMeansJob
        {
            Id = "small-run",
            Parties = [.. names.Select((name, p) => JobParty.WithScaledColumns(
                name,
                p switch { 0 => PartyRole.ComputingParty, 1 => PartyRole.KeyHolder, _ => PartyRole.DataParty },
                Columns(p, parties, features).Select(f => $"x{f}")))],
            Records = records,
            Start = SpacedStart.Create(clusters, features, Seed(2)),
            MaximumRounds = rounds,
            NoiseMode = mode,
            SignDegree = 7,
            SignGap = 0.2,
            NoiseCandidates = 1,
        };
        return mode == NoiseMode.None ? job : job.WithEpsilon(epsilon, 1e-5);
    }

    /// <summary>A job with a plan in a ring that is large enough for it and not for more.</summary>
    public static JobRuntime Runtime(VerticalKMeansJob job) => new(job, request => job.ClusterCount == 2
        ? EvaluationPlan.Create(request, 8192, 30, 1)
        : EvaluationPlan.Create(request, 16384, 40, 2));

    /// <summary>The quickest: two clusters, degree 3, weak flooding.</summary>
    public static VerticalKMeansJob Tiny(int parties = 2, int rounds = 2, NoiseMode mode = NoiseMode.Mutual) =>
        Job(300, 2, Math.Max(2, parties), parties, rounds, mode) with { SignDegree = 3, FloodingBits = 20 };

    public static Dictionary<string, PartyInput> Inputs(VerticalKMeansJob job, double[][] records, bool agrees = false) => job.Parties.ToDictionary(
        p => p.Name,
        p => new PartyInput(
            [.. Enumerable.Range(job.FirstFeature(p.Name), p.Columns.Count).Select(f => records.Select(r => r[f]).ToArray())], agrees));

    /// <summary>Noise that depends on the role and the seed only.</summary>
    public static NoiseSource Noise(VerticalKMeansJob job, string party) => NoiseSource.Seeded(Seed((byte)(10 + (int)job.PartyNamed(party).Role)));

    /// <summary>Names whose order is that of the roles.</summary>
    public static string NameOf(int party) => party switch { 0 => "clinic", 1 => "insurer", _ => $"lab{party}" };

    /// <summary>Consecutive features, as evenly as possible.</summary>
    private static IEnumerable<int> Columns(int party, int parties, int features)
    {
        int from = party * features / parties, to = (party + 1) * features / parties;
        return Enumerable.Range(from, to - from);
    }

    private static double Next(RandomStream random)
    {
        Span<byte> bytes = stackalloc byte[8];
        random.Fill(bytes);
        return Math.ScaleB(BinaryPrimitives.ReadUInt64LittleEndian(bytes) >> 11, -53);
    }
}
