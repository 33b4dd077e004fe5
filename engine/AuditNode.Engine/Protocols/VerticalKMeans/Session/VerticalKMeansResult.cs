using System.Numerics;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>What a run gave.</summary>
/// <param name="Centroids">Centroids before the first round and after each: one more than the rounds.</param>
/// <param name="Released">For each round the k (d + 1) released integers: of cluster i the count at i (d + 1), then the relative sums by feature.</param>
/// <param name="Unit">Value of one integer: records, or scaled feature times records.</param>
/// <param name="Converged">Whether the run ended because the centroids moved less than the threshold.</param>
/// <param name="Spent">Budget spent.</param>
/// <param name="Traffic">Messages and bytes by kind.</param>
/// <param name="Seconds">Seconds spent in each phase of <see cref="ProtocolPhase"/>, all parties together.</param>
/// <param name="RoundSeconds">Wall-clock seconds of each round that this run carried out.</param>
/// <param name="TransferTime">Virtual time of the messages on a simulated network, else zero.</param>
/// <param name="Assignment">Cluster of each record where the job asked for it, else null.</param>
public sealed record VerticalKMeansResult(
    IReadOnlyList<Centroids> Centroids,
    IReadOnlyList<IReadOnlyList<BigInteger>> Released,
    double Unit,
    bool Converged,
    Rho Spent,
    IReadOnlyDictionary<string, Traffic> Traffic,
    IReadOnlyDictionary<string, double> Seconds,
    IReadOnlyList<double> RoundSeconds,
    TimeSpan TransferTime,
    IReadOnlyList<int>? Assignment);
