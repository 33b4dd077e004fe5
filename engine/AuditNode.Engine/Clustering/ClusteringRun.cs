namespace AuditNode.Engine.Clustering;

/// <summary>What a run of Lloyd's algorithm, exact, soft or noisy, ends with.</summary>
/// <param name="Centroids">The last centroids.</param>
/// <param name="Rounds">Rounds that were computed.</param>
/// <param name="Converged">Whether the last round moved no centroid.</param>
public sealed record ClusteringRun(Centroids Centroids, int Rounds, bool Converged);
