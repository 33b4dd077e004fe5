using System.Buffers.Binary;

namespace AuditNode.Engine.Clustering;

/// <summary>
/// k centroids in the box [-1, 1]^d, as fixed-point numbers with <see cref="FractionBits"/> binary digits after the point: every party
/// computes with the same bits. Immutable.
/// </summary>
public sealed class Centroids : IEquatable<Centroids>
{
    /// <summary>Binary digits after the point.</summary>
    public const int FractionBits = 32;

    /// <summary>The most clusters.</summary>
    public const int MaximumClusters = 256;

    /// <summary>The most features.</summary>
    public const int MaximumFeatures = 1024;

    private const long One = 1L << FractionBits;

    private readonly long[] _values;

    /// <summary>Takes over fixed-point coordinates.</summary>
    /// <param name="clusters">k, from 2 to <see cref="MaximumClusters"/>.</param>
    /// <param name="features">d, from 1 to <see cref="MaximumFeatures"/>.</param>
    /// <param name="fixedPoint">k rows of d coordinates, each from -2^32 to 2^32.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or a coordinate is out of range.</exception>
    public Centroids(int clusters, int features, ReadOnlySpan<long> fixedPoint)
    {
        if (clusters is < 2 or > MaximumClusters)
            throw new ArgumentOutOfRangeException(nameof(clusters), clusters, $"There must be 2 to {MaximumClusters} clusters.");
        if (features is < 1 or > MaximumFeatures)
            throw new ArgumentOutOfRangeException(nameof(features), features, $"There must be 1 to {MaximumFeatures} features.");
        if (fixedPoint.Length != clusters * features)
            throw new ArgumentOutOfRangeException(nameof(fixedPoint), fixedPoint.Length, $"{clusters} centroids of {features} features have {clusters * features} coordinates.");
        foreach (long value in fixedPoint)
        {
            if (value is < -One or > One)
                throw new ArgumentOutOfRangeException(nameof(fixedPoint), value, "A coordinate must be from -2^32 to 2^32, which stand for -1 and 1.");
        }

        ClusterCount = clusters;
        FeatureCount = features;
        _values = fixedPoint.ToArray();
    }

    /// <summary>k.</summary>
    public int ClusterCount { get; }

    /// <summary>d.</summary>
    public int FeatureCount { get; }

    /// <summary>The coordinates, k rows of d, in units of 2^-32.</summary>
    public ReadOnlySpan<long> FixedPoint => _values;

    /// <summary>A coordinate, from -1 to 1.</summary>
    /// <param name="cluster">From 0 to k - 1.</param>
    /// <param name="feature">From 0 to d - 1.</param>
    public double this[int cluster, int feature] => Math.ScaleB(_values[cluster * FeatureCount + feature], -FractionBits);

    /// <summary>Rounds coordinates to fixed point (halves to even) and clips them to the box.</summary>
    /// <param name="rows">k rows of d finite coordinates.</param>
    /// <exception cref="ArgumentException">A coordinate is not finite, or the rows differ in length.</exception>
    public static Centroids FromRows(IReadOnlyList<double[]> rows)
    {
        int features = rows.Count == 0 ? 0 : rows[0].Length;
        var values = new long[rows.Count * features];
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows[i].Length != features)
                throw new ArgumentException($"Row {i} has {rows[i].Length} coordinates, the first has {features}.", nameof(rows));
            for (int f = 0; f < features; f++)
            {
                if (!double.IsFinite(rows[i][f])) throw new ArgumentException($"Coordinate {f} of row {i} is not finite.", nameof(rows));
                values[i * features + f] = (long)Math.Round(Math.ScaleB(Math.Clamp(rows[i][f], -1, 1), FractionBits));
            }
        }

        return new Centroids(rows.Count, features, values);
    }

    /// <summary>The coordinates as doubles, one row a cluster.</summary>
    public double[][] ToRows() =>
        [.. Enumerable.Range(0, ClusterCount).Select(i => Enumerable.Range(0, FeatureCount).Select(f => this[i, f]).ToArray())];

    /// <summary>The largest Euclidean distance that a centroid has moved.</summary>
    /// <param name="other">Centroids of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public double LargestMove(Centroids other)
    {
        if (other.ClusterCount != ClusterCount || other.FeatureCount != FeatureCount) throw new ArgumentException("The shapes differ.", nameof(other));
        double largest = 0;
        for (int i = 0; i < ClusterCount; i++)
        {
            double square = 0;
            for (int f = 0; f < FeatureCount; f++) square += (this[i, f] - other[i, f]) * (this[i, f] - other[i, f]);
            largest = Math.Max(largest, Math.Sqrt(square));
        }

        return largest;
    }

    /// <summary>k and d as 32-bit and the coordinates as 64-bit little-endian integers: the bytes that are hashed and sent.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[8 + 8 * _values.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, ClusterCount);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), FeatureCount);
        for (int i = 0; i < _values.Length; i++) BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8 + 8 * i), _values[i]);
        return bytes;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="ArgumentException">The length, a count or a coordinate is out of range.</exception>
    public static Centroids FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8) throw new ArgumentException($"Centroids have at least 8 bytes, not {bytes.Length}.", nameof(bytes));
        int clusters = BinaryPrimitives.ReadInt32LittleEndian(bytes), features = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        if (clusters is < 2 or > MaximumClusters || features is < 1 or > MaximumFeatures || bytes.Length != 8 + 8 * clusters * features)
            throw new ArgumentException($"{clusters} centroids of {features} features do not fit {bytes.Length} bytes.", nameof(bytes));
        var values = new long[clusters * features];
        for (int i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadInt64LittleEndian(bytes[(8 + 8 * i)..]);
        return new Centroids(clusters, features, values);
    }

    /// <inheritdoc/>
    public bool Equals(Centroids? other) =>
        other is not null && ClusterCount == other.ClusterCount && FeatureCount == other.FeatureCount && _values.AsSpan().SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Centroids);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ClusterCount, FeatureCount, _values[0], _values[^1]);
}
