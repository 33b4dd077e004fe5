using System.Globalization;

namespace AuditNode.Engine.Data.Generators;

/// <summary>
/// Synth-n-k-d: n records in k round Gaussian clusters of one width around spaced centres in [-1, 1]^d, in the style of the S sets of P.
/// Fränti and O. Virmajoki (Pattern Recognition 39(5), 2006). The same seed gives the same table on every machine.
/// </summary>
public sealed record GaussianClusters
{
    /// <summary>The most records.</summary>
    public const int MaximumRecords = 1 << 24;

    /// <summary>The most clusters.</summary>
    public const int MaximumClusters = 1024;

    /// <summary>The most features.</summary>
    public const int MaximumFeatures = 1024;

    /// <summary>The most numbers in a table, n d.</summary>
    public const long MaximumCells = 1L << 28;

    // More candidates space the centres more evenly; S1's are about as even as the best of sixteen.
    private const int Candidates = 16;

    /// <summary>Describes clusters.</summary>
    /// <param name="records">n, from 1 to <see cref="MaximumRecords"/>.</param>
    /// <param name="clusters">k, from 1 to <see cref="MaximumClusters"/> and at most n.</param>
    /// <param name="features">d, from 1 to <see cref="MaximumFeatures"/>, with n d at most <see cref="MaximumCells"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public GaussianClusters(int records, int clusters, int features)
    {
        Check(records, MaximumRecords, nameof(records));
        Check(clusters, Math.Min(MaximumClusters, records), nameof(clusters));
        Check(features, MaximumFeatures, nameof(features));
        if ((long)records * features > MaximumCells)
            throw new ArgumentOutOfRangeException(nameof(features), features, $"There must be at most {MaximumCells} numbers in all.");
        (RecordCount, ClusterCount, FeatureCount) = (records, clusters, features);
    }

    /// <summary>n.</summary>
    public int RecordCount { get; }

    /// <summary>k.</summary>
    public int ClusterCount { get; }

    /// <summary>d.</summary>
    public int FeatureCount { get; }

    /// <summary>
    /// The distance between the two nearest centres in standard deviations of a cluster, from 0.5 to 100. Default 5: clusters touch, few
    /// records are nearer to another's centre.
    /// </summary>
    public double Separation
    {
        get;
        init => field = value is >= 0.5 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value,
            "The separation is from 0.5 to 100.");
    }
    = 5;

    /// <summary>The k clusters' numbers of records, each at least 1, n together; null for sizes that differ by at most one.</summary>
    public IReadOnlyList<int>? Sizes
    {
        get;
        init
        {
            if (value is not null && (value.Count != ClusterCount || value.Any(s => s < 1) || value.Sum(s => (long)s) != RecordCount))
                throw new ArgumentOutOfRangeException(nameof(value),
                    $"There must be {ClusterCount} sizes of at least 1 that add up to {RecordCount}.");
            field = value is null ? null : [.. value];
        }
    }

    /// <summary>
    /// The schema of a generated table: numeric columns x1 ... xd with bounds -1 and 1, and the label "cluster", 0 ... k - 1.
    /// </summary>
    public TableSchema Schema => new(
    [
        .. Enumerable.Range(1, FeatureCount).Select(f => ColumnSchema.Numeric(string.Create(CultureInfo.InvariantCulture, $"x{f}"), -1, 1)),
        ColumnSchema.Label("cluster"),
    ]);

    /// <summary>Generates from a number.</summary>
    /// <param name="seed">Any number.</param>
    public ClusteredTable Generate(ulong seed) => Generate(VariateStream.Seed(seed));

    /// <summary>Generates from a seed.</summary>
    /// <param name="seed">Exactly 32 bytes.</param>
    /// <exception cref="ArgumentException">The seed is not 32 bytes.</exception>
    public ClusteredTable Generate(ReadOnlySpan<byte> seed)
    {
        using var variates = new VariateStream(seed, "AuditNode.Engine.Data/gaussian-clusters");
        (double[][] centres, double deviation) = DrawCentres(variates);
        int[] classes = DrawClasses(variates);
        var columns = new double[FeatureCount][];
        for (int f = 0; f < FeatureCount; f++) columns[f] = new double[RecordCount];
        for (int r = 0; r < RecordCount; r++)
        {
            double[] centre = centres[classes[r]];
            for (int f = 0; f < FeatureCount; f++) columns[f][r] = DrawInBox(variates, centre[f], deviation);
        }

        TableSchema schema = Schema;
        string[] names = [.. Enumerable.Range(0, ClusterCount).Select(c => c.ToString(CultureInfo.InvariantCulture))];
        Column[] cells =
        [
            .. columns.Select((values, f) => new NumericColumn(schema.Columns[f], values)),
            new LabelColumn(schema.Columns[^1], classes, names),
        ];
        return new ClusteredTable(new Table(schema, cells), centres, deviation);
    }

    // Each centre is the best of several candidates: the farthest from the centres before it (D. Mitchell, SIGGRAPH 1991, section 4).
    private (double[][] Centres, double Deviation) DrawCentres(VariateStream variates)
    {
        var centres = new double[ClusterCount][];
        double nearest = 2;
        for (int i = 0; i < ClusterCount; i++)
        {
            double best = -1;
            for (int candidate = 0; candidate < Candidates; candidate++)
            {
                var drawn = new double[FeatureCount];
                for (int f = 0; f < FeatureCount; f++) drawn[f] = variates.NextUniform(-1, 1);
                double distance = i == 0 ? 2 : DistanceToNearest(drawn, centres.AsSpan(0, i));
                if (distance > best) (best, centres[i]) = (distance, drawn);
            }

            nearest = Math.Min(nearest, best);
        }

        // Shrunk so that four deviations around every centre are inside the box.
        double deviation = nearest / Separation, shrink = 1 / (1 + 4 * deviation);
        foreach (double[] centre in centres)
        {
            for (int f = 0; f < FeatureCount; f++) centre[f] *= shrink;
        }

        return (centres, deviation * shrink);
    }

    private int[] DrawClasses(VariateStream variates)
    {
        var classes = new int[RecordCount];
        int next = 0;
        for (int c = 0; c < ClusterCount; c++)
        {
            int size = Sizes?[c] ?? RecordCount / ClusterCount + (c < RecordCount % ClusterCount ? 1 : 0);
            classes.AsSpan(next, size).Fill(c);
            next += size;
        }

        variates.Shuffle(classes.AsSpan());
        return classes;
    }

    private static double DrawInBox(VariateStream variates, double mean, double deviation)
    {
        double value;
        do value = mean + deviation * variates.NextNormal();
        while (value is < -1 or > 1);
        return value;
    }

    private static double DistanceToNearest(double[] point, ReadOnlySpan<double[]> centres)
    {
        double least = double.PositiveInfinity;
        foreach (double[] centre in centres)
        {
            double square = 0;
            for (int f = 0; f < point.Length; f++) square += (point[f] - centre[f]) * (point[f] - centre[f]);
            least = Math.Min(least, square);
        }

        return Math.Sqrt(least);
    }

    private static void Check(int value, int maximum, string name)
    {
        if (value < 1 || value > maximum) throw new ArgumentOutOfRangeException(name, value, $"There must be 1 to {maximum}.");
    }
}
