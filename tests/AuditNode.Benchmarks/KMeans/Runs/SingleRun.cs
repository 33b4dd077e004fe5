using System.Diagnostics;
using AuditNode.Benchmarks.Reporting;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Benchmarks.KMeans.Runs;

/// <summary>Runs the protocol once, all parties in this process, and reports on it.</summary>
internal static class SingleRun
{
    /// <returns>0; what is printed goes to standard output, progress to standard error.</returns>
    public static async Task<int> RunAsync(RunOptions options, bool json, CancellationToken cancellationToken)
    {
        RunReport report = await MeasureAsync(options, cancellationToken);
        Console.Out.Write(json ? report.ToJson() + "\n" : RunPrinter.Print(report));
        return 0;
    }

    private static async Task<RunReport> MeasureAsync(RunOptions options, CancellationToken cancellationToken)
    {
        if (options.FindComplaint() is { } complaint) throw new OptionException(complaint);
        PreparedData data = PreparedData.Create(options, cancellationToken);
        PreparedJob prepared = PreparedJob.Create(options, data);
        using var network = new InProcessNetwork(prepared.Job.Parties.Select(p => p.Name), NetworkProfile.PaperTable1);
        var session = new VerticalKMeansOptions { MaxDegreeOfParallelism = options.Threads, Network = network, Progress = new ConsoleProgress(options.Rounds) };

        long start = Stopwatch.GetTimestamp();
        VerticalKMeansResult result = await VerticalKMeansSession.RunAsync(prepared.Job, prepared.Inputs, session, cancellationToken);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        long memory = PeakMemory.Read(); // before the comparison below takes its own

        double[][] records = data.ToRows();
        QualityReport quality = ClusteringQuality.Measure(records, result.Centroids[^1], data.Labels);
        Centroids lloyd = Lloyd.Run(records, prepared.Job.Start, result.RoundSeconds.Count).Centroids;
        return new RunReport
        {
            Dataset = data.Name,
            Records = data.RecordCount,
            Clusters = options.Clusters,
            Dimensions = data.Features.Count,
            Rounds = result.RoundSeconds.Count,
            Parties = options.Parties,
            Threads = options.Threads,
            Seed = options.Seed,
            Degree = prepared.Job.SignDegree,
            SecondsTotal = seconds,
            SecondsPerRound = result.RoundSeconds.Average(),
            Seconds = new SecondsReport(result.Seconds, result.RoundSeconds),
            Bytes = CountBytes(result.Traffic),
            PeakMemoryBytes = memory,
            Loss = quality.Loss,
            LossPm1 = quality.LossPm1,
            Accuracy = quality.Accuracy,
            Ari = quality.Ari,
            Nmi = quality.Nmi,
            Lloyd = ClusteringQuality.Measure(records, lloyd, data.Labels),
            Privacy = DescribePrivacy(prepared.Job, result.Spent),
            Network = network.Profiles.Zip(network.TransferTimes).ToDictionary(t => t.First.Name, t => t.Second.TotalSeconds),
            Cpu = Processor.Name,
        };
    }

    private static BytesReport CountBytes(IReadOnlyDictionary<string, Traffic> traffic)
    {
        long total = traffic.Values.Sum(t => t.Bytes), keys = traffic.Where(t => t.Key.StartsWith("keys.", StringComparison.Ordinal)).Sum(t => t.Value.Bytes);
        return new BytesReport(total, keys, total - keys, traffic.Values.Sum(t => t.Messages), traffic.ToDictionary(t => t.Key, t => t.Value.Bytes));
    }

    private static PrivacyReport DescribePrivacy(VerticalKMeansJob job, Rho spent) => job.NoiseMode == NoiseMode.None
        ? new PrivacyReport("none", null, null, null)
        : new PrivacyReport(job.NoiseMode.ToString().ToLowerInvariant(), spent.ToDouble(), ZeroConcentrated.Epsilon(spent, job.Delta), job.Delta);
}
