namespace AuditNode.Engine.Clustering;

/// <summary>The exact assignment: every record belongs to its nearest centroid, the first one where several are equally near.</summary>
public sealed class NearestCentroid
{
    private readonly double[] _coordinates;
    private readonly int _clusters;
    private readonly int _features;

    /// <summary>Takes a copy of the coordinates.</summary>
    public NearestCentroid(Centroids centroids)
    {
        _clusters = centroids.ClusterCount;
        _features = centroids.FeatureCount;
        _coordinates = [.. centroids.ToRows().SelectMany(row => row)];
    }

    /// <summary>The nearest centroid of a record and the squared Euclidean distance to it.</summary>
    /// <param name="record">d features.</param>
    public (int Cluster, double SquaredDistance) Find(ReadOnlySpan<double> record)
    {
        int nearest = 0;
        double least = double.PositiveInfinity;
        for (int i = 0; i < _clusters; i++)
        {
            double square = 0;
            ReadOnlySpan<double> centroid = _coordinates.AsSpan(i * _features, _features);
            for (int f = 0; f < centroid.Length; f++) square += (record[f] - centroid[f]) * (record[f] - centroid[f]);
            if (square < least) (nearest, least) = (i, square);
        }

        return (nearest, least);
    }

    /// <summary>The cluster of every record.</summary>
    /// <param name="records">n records of d features, n at least 1.</param>
    /// <exception cref="ArgumentException">There are no records, or one has not d features.</exception>
    public int[] AssignAll(IReadOnlyList<double[]> records)
    {
        Check(records);
        return [.. records.Select(record => Find(record).Cluster)];
    }

    internal void Check(IReadOnlyList<double[]> records)
    {
        if (records.Count == 0) throw new ArgumentException("There must be at least one record.", nameof(records));
        for (int row = 0; row < records.Count; row++)
        {
            if (records[row].Length != _features)
                throw new ArgumentException($"Record {row} has {records[row].Length} features, the centroids have {_features}.", nameof(records));
        }
    }
}
