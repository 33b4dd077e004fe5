namespace AuditNode.Engine.Clustering;

/// <summary>The noise of a simulated private k-means: what it is relative to, how large it is in each round, and from where it comes.</summary>
public interface IRoundNoise
{
    /// <summary>
    /// Whether the released sums are those of x - c (true) or those of x (false): with the latter the noise of counts moves centroids too.
    /// </summary>
    bool IsRelative { get; }

    /// <summary>The size of a round's noise.</summary>
    /// <param name="round">From 0.</param>
    /// <param name="centroids">The public centroids before the round.</param>
    NoiseScale Scale(int round, Centroids centroids);

    /// <summary>A value of the distribution.</summary>
    /// <param name="scale">A part of a <see cref="NoiseScale"/>.</param>
    double Draw(double scale);
}
