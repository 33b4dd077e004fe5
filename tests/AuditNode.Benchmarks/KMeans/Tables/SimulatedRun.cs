using System.Diagnostics;
using System.Text.Json;
using AuditNode.Benchmarks.KMeans.Runs;
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
        long start = Stopwatch.GetTimestamp();
        Centroids centroids = Method.Run(records, prepared.Job, Options.Epsilon ?? 1);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        QualityReport quality = ClusteringQuality.Measure(records, centroids, data.Labels);
        return Task.FromResult(JsonSerializer.Serialize(new { secondsTotal = seconds, quality.Loss, quality.Accuracy, quality.Ari, quality.Nmi, cpu = Processor.Name }, s_json));
    }
}
