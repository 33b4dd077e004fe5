using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Tests.Privacy;

/// <summary>Random points of the box.</summary>
internal static class RandomCentroids
{
    internal static Centroids Draw(RandomStream random, int clusters, int features) =>
        Centroids.FromRows([.. Enumerable.Range(0, clusters).Select(_ => Point(random, features))]);

    internal static double[] Point(RandomStream random, int features) =>
        [.. Enumerable.Range(0, features).Select(_ => 2 * FixedStream.NextUnit(random) - 1)];
}
