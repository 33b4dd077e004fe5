using System.Numerics;

namespace AuditNode.Engine.Clustering.Simulation;

/// <summary>The noise of a simulated private k-means.</summary>
public interface IRoundNoise
{
    /// <summary>
    /// Whether the released sums are those of x - c (true) or those of x (false): with the latter the noise of counts moves centroids too.
    /// </summary>
    bool IsRelative { get; }

    /// <summary>The noise of all outputs of a round.</summary>
    /// <param name="round">From 0.</param>
    /// <param name="centroids">The public centroids before the round.</param>
    /// <returns>k (d + 1) integers in units of 2^-<see cref="SoftLloyd.UnitBits"/>, in the order of <see cref="CentroidUpdate"/>.</returns>
    BigInteger[] Draw(int round, Centroids centroids);
}
