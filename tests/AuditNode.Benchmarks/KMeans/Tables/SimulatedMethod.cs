using AuditNode.Engine.Clustering;
using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Benchmarks.KMeans.Tables;

/// <summary>A way of clustering with differential privacy that is simulated in the clear.</summary>
/// <param name="Name">In tables.</param>
/// <param name="Run">The last centroids, from records, the job (start, rounds, delta) and epsilon.</param>
internal sealed record SimulatedMethod(string Name, Func<double[][], VerticalKMeansJob, double, Centroids> Run)
{
    /// <summary>What the utility table compares with.</summary>
    public static IReadOnlyList<SimulatedMethod> All { get; } = [];
}
