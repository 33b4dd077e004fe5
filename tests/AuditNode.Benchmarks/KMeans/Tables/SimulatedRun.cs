using System.Diagnostics;
using System.Text.Json;
using AuditNode.Benchmarks.KMeans.Runs;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Clustering;

namespace AuditNode.Benchmarks.KMeans.Tables;

/// <summary>A method that is simulated in the clear, on the same records and from the same start as the encrypted runs of its seed.</summary>
/// <param name="Key">See <see cref="PlannedRun"/>.</param>
/// <param name="Options">Data, rounds and privacy.</param>
/// <param name="Method">What is simulated.</param>
internal sealed record SimulatedRun(string Key, RunOptions Options, SimulatedMethod Method) : PlannedRun(Key)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public override Task<string> MeasureAsync(CancellationToken cancellationToken)
    {
        PreparedData data = PreparedData.Create(Options, cancellationToken);
        PreparedJob prepared = PreparedJob.Create(Options, data);
        double[][] records = data.ToRows();
        using var random = new RandomStream(PublicSeed.Of(Options.Seed), $"AuditNode.Benchmarks/{Method.Name}");
        long start = Stopwatch.GetTimestamp();
        Centroids centroids = Method.Run(records, prepared.Job, Options.Epsilon ?? 1, random);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        QualityReport quality = ClusteringQuality.Measure(records, centroids, data.Labels);
        QualityReport lloyd = ClusteringQuality.Measure(records, Lloyd.Run(records, prepared.Job.Start, Options.Rounds).Centroids, data.Labels);
        var report = new { secondsTotal = seconds, quality.Loss, quality.LossPm1, quality.Accuracy, quality.Ari, quality.Nmi, lloyd, cpu = Processor.Name };
        return Task.FromResult(JsonSerializer.Serialize(report, s_json));
    }
}
