using System.Numerics;

namespace AuditNode.Engine.Clustering;

/// <summary>
/// <see cref="SoftAssignment"/> for a block of records at a time, a vector register of records in each step. Every operation is one of a single
/// record, so the result is the same for any width of the registers.
/// </summary>
internal sealed class SoftAssignmentBlock
{
    /// <summary>Records in a block: a multiple of every register's width.</summary>
    public const int Size = 256;

    private readonly IReadOnlyList<Bisector> _bisectors;
    private readonly double[] _odd;
    private readonly double[][] _columns;
    private readonly double[][] _weights;

    public SoftAssignmentBlock(Centroids centroids, AssignmentPolynomial polynomial)
    {
        _bisectors = Bisector.CreateAll(centroids);
        ReadOnlySpan<double> series = [.. polynomial.Series.Coefficients];
        _odd = new double[series.Length / 2];
        for (int m = 0; m < _odd.Length; m++) _odd[m] = series[2 * m + 1];
        _columns = [.. Enumerable.Range(0, centroids.FeatureCount).Select(_ => new double[Size])];
        _weights = [.. Enumerable.Range(0, centroids.ClusterCount).Select(_ => new double[Size])];
    }

    /// <summary>Computes the weights of a block.</summary>
    /// <param name="records">All records.</param>
    /// <param name="first">The first record of the block.</param>
    /// <param name="count">Records of the block, at most <see cref="Size"/>.</param>
    /// <returns>Weights by cluster and record; valid until the next call.</returns>
    public IReadOnlyList<double[]> Weigh(IReadOnlyList<double[]> records, int first, int count)
    {
        for (int r = 0; r < count; r++)
        {
            double[] record = records[first + r];
            for (int f = 0; f < _columns.Length; f++) _columns[f][r] = record[f];
        }

        foreach (double[] weights in _weights) weights.AsSpan().Fill(1);
        foreach (Bisector bisector in _bisectors) Multiply(bisector);
        return _weights;
    }

    private void Multiply(Bisector bisector)
    {
        double[] winner = _weights[bisector.First], loser = _weights[bisector.Second];
        for (int r = 0; r < Size; r += Vector<double>.Count)
        {
            var y = new Vector<double>(bisector.Offset);
            for (int f = 0; f < _columns.Length; f++) y += bisector.Normal[f] * new Vector<double>(_columns[f], r);
            y = Vector.Min(Vector.Max(y, -Vector<double>.One), Vector<double>.One);
            Vector<double> p = (Vector<double>.One + Sign(y)) * 0.5;
            (new Vector<double>(winner, r) * p).CopyTo(winner, r);
            (new Vector<double>(loser, r) * (Vector<double>.One - p)).CopyTo(loser, r);
        }
    }

    // Clenshaw's recurrence for odd indices: T_(2m+3) = 2 T_2 T_(2m+1) - T_(2m-1), and T_(-1) = T_1 = y.
    private Vector<double> Sign(Vector<double> y)
    {
        Vector<double> step = 4.0 * y * y - new Vector<double>(2.0), current = Vector<double>.Zero, before = Vector<double>.Zero;
        for (int m = _odd.Length - 1; m >= 0; m--) (current, before) = (new Vector<double>(_odd[m]) + step * current - before, current);
        return y * (current - before);
    }
}
