using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Privacy;

/// <summary>
/// How the counts and relative sums of a round are weighted in the vector whose sensitivity is bounded and which gets noise of one deviation:
/// G(x) = (alpha_i w_i(x), beta_i w_i(x) (x - c_i)) over the clusters i. An output of weight g gets a deviation proportional to 1 / g. Any weights
/// are private, since the bound is for these weights; they only decide how the noise is shared out.
/// </summary>
public sealed class ReleaseWeights
{
    /// <summary>The smallest and the largest weight of a count or a sum.</summary>
    public const double Minimum = 1e-6, Maximum = 1e6;

    private const double CountShare = 0.5;
    private const double SmallestCell = 0.5;

    private readonly double[] _counts;
    private readonly double[] _sums;

    /// <summary>Takes weights.</summary>
    /// <param name="counts">alpha, one a cluster, each from <see cref="Minimum"/> to <see cref="Maximum"/>.</param>
    /// <param name="sums">beta, one a cluster, each from <see cref="Minimum"/> to <see cref="Maximum"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is out of range.</exception>
    public ReleaseWeights(ReadOnlySpan<double> counts, ReadOnlySpan<double> sums)
    {
        if (counts.Length != sums.Length)
            throw new ArgumentException($"There are {counts.Length} weights of counts, but {sums.Length} of sums.", nameof(sums));
        Check(counts, nameof(counts));
        Check(sums, nameof(sums));
        (_counts, _sums) = (counts.ToArray(), sums.ToArray());
    }

    /// <summary>k.</summary>
    public int ClusterCount => _counts.Length;

    /// <summary>alpha.</summary>
    public ReadOnlySpan<double> Counts => _counts;

    /// <summary>beta.</summary>
    public ReadOnlySpan<double> Sums => _sums;

    /// <summary>One weight for all counts, and 1 for all sums.</summary>
    /// <param name="clusters">k.</param>
    /// <param name="countWeight">a, from <see cref="Minimum"/> to <see cref="Maximum"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is out of range.</exception>
    public static ReleaseWeights Uniform(int clusters, double countWeight)
    {
        var counts = new double[clusters];
        var sums = new double[clusters];
        counts.AsSpan().Fill(countWeight);
        sums.AsSpan().Fill(1);
        return new ReleaseWeights(counts, sums);
    }

    /// <summary>
    /// Sums in units of the radius of each centroid's cell of the box, so that small cells get little noise, and counts of weight 1/2: a count's
    /// error moves a centroid by no more than a part of the distance that it moves anyway, so it may be the larger one.
    /// </summary>
    /// <param name="cells">Cells of the centroids.</param>
    public static ReleaseWeights Balanced(CellRadii cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var counts = new double[cells.ClusterCount];
        var sums = new double[cells.ClusterCount];
        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] = CountShare;
            // Weights that fall off slowly carry a record's distance into cells that are small or empty.
            sums[i] = 1 / Math.Max(cells[i], SmallestCell * cells.Largest);
        }

        return new ReleaseWeights(counts, sums);
    }

    private static void Check(ReadOnlySpan<double> weights, string name)
    {
        if (weights.Length is < 1 or > Centroids.MaximumClusters)
            throw new ArgumentOutOfRangeException(name, weights.Length, $"There must be 1 to {Centroids.MaximumClusters} weights.");
        foreach (double weight in weights)
        {
            if (!(weight is >= Minimum and <= Maximum))
                throw new ArgumentOutOfRangeException(name, weight, $"A weight must be from {Minimum} to {Maximum}.");
        }
    }
}
