using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Privacy;

/// <summary>Bounds the weights and the squared norm of G over boxes, from intervals of the bisectors' linear forms.</summary>
internal sealed class BoxEnclosure(Centroids centroids, AssignmentPolynomial polynomial, ReleaseWeights weights)
{
    /// <summary>Relative: covers the rounding of the double operations behind a bound, fewer than 2^16 of 2^-53 each.</summary>
    internal const double Rounding = 1e-10;

    // A weight below this is not followed into smaller boxes; the bound found so far stays valid there.
    private const double Negligible = 1e-5;

    private readonly Bisector[] _bisectors = [.. Bisector.CreateAll(centroids)];
    private readonly PreferenceEnvelope _envelope = PreferenceEnvelope.Of(polynomial);
    private readonly double[] _middleWeights = new double[centroids.ClusterCount];
    private readonly double[] _coefficients = new double[centroids.ClusterCount];
    private readonly double[] _keys = new double[centroids.ClusterCount];
    private readonly int[] _order = new int[centroids.ClusterCount];
    private readonly double[] _middle = new double[centroids.FeatureCount];

    /// <summary>Bisectors evaluated on boxes so far: the measure of work.</summary>
    internal long Evaluations { get; private set; }

    internal RecordBox Root()
    {
        double[] lower = new double[centroids.FeatureCount], upper = new double[centroids.FeatureCount];
        lower.AsSpan().Fill(-1);
        upper.AsSpan().Fill(1);
        return Enclose(lower, upper, null);
    }

    /// <summary>Halves a box along its longest side, unless that was done.</summary>
    internal void Halve(RecordBox box)
    {
        if (box.First is not null) return;
        int axis = box.LongestAxis;
        double middle = (box.Lower[axis] + box.Upper[axis]) / 2;
        double[] upper = [.. box.Upper], lower = [.. box.Lower];
        (upper[axis], lower[axis]) = (middle, middle);
        box.SetHalves(Enclose(box.Lower, upper, box), Enclose(lower, box.Upper, box));
        box.Update();
    }

    private RecordBox Enclose(double[] lower, double[] upper, RecordBox? parent)
    {
        int k = centroids.ClusterCount;
        double[] least = new double[k], greatest = new double[k];
        for (int i = 0; i < k; i++)
        {
            (least[i], greatest[i], _middleWeights[i]) = IsFollowed(parent, i) ? (1, 1, 1) : (0, parent!.GreatestWeights[i], 0);
        }

        for (int f = 0; f < _middle.Length; f++) _middle[f] = (lower[f] + upper[f]) / 2;
        foreach (Bisector bisector in _bisectors) Multiply(bisector, upper, parent, least, greatest);
        for (int i = 0; i < k; i++) least[i] *= 1 - Rounding;

        var vector = new double[k * (_middle.Length + 1)];
        double attained = Evaluate(vector);
        double bound = Math.Min(Norm(lower, upper, greatest), parent?.Bound ?? double.PositiveInfinity);
        return new RecordBox(lower, upper) { LeastWeights = least, GreatestWeights = greatest, Bound = bound, Attained = attained, Vector = vector };
    }

    private static bool IsFollowed(RecordBox? parent, int cluster) => parent is null || parent.GreatestWeights[cluster] >= Negligible;

    private void Multiply(Bisector bisector, double[] upper, RecordBox? parent, double[] least, double[] greatest)
    {
        (int i, int j) = (bisector.First, bisector.Second);
        bool first = IsFollowed(parent, i), second = IsFollowed(parent, j);
        if (!first && !second) return;
        Evaluations++;
        // The constant covers the rounding of both sums.
        double middle = bisector.Offset, spread = 1e-12;
        for (int f = 0; f < _middle.Length; f++)
        {
            middle += bisector.Normal[f] * _middle[f];
            spread += Math.Abs(bisector.Normal[f]) * (upper[f] - _middle[f]);
        }

        (double low, double high) = _envelope.Range(middle - spread, middle + spread);
        double value = _envelope.Value(middle);
        if (first)
        {
            least[i] *= low;
            greatest[i] *= high;
            _middleWeights[i] *= value;
        }

        if (second)
        {
            least[j] *= 1 - high;
            greatest[j] *= 1 - low;
            _middleWeights[j] *= 1 - value;
        }
    }

    /// <summary>G at the middle, and its squared norm.</summary>
    private double Evaluate(double[] vector)
    {
        double square = 0;
        int o = 0;
        for (int i = 0; i < _middleWeights.Length; i++)
        {
            vector[o++] = weights.Counts[i] * _middleWeights[i];
            for (int f = 0; f < _middle.Length; f++) vector[o++] = weights.Sums[i] * _middleWeights[i] * (_middle[f] - centroids[i, f]);
        }

        foreach (double value in vector) square += value * value;
        return square;
    }

    /// <summary>A bound of |G|^2 = sum of w_i^2 (alpha_i^2 + beta_i^2 r_i^2).</summary>
    private double Norm(double[] lower, double[] upper, double[] greatest)
    {
        for (int i = 0; i < greatest.Length; i++)
        {
            double a = weights.Counts[i], b = weights.Sums[i], square = 0;
            for (int f = 0; f < lower.Length; f++)
            {
                double far = Math.Max(centroids[i, f] - lower[f], upper[f] - centroids[i, f]);
                square += far * far;
            }

            // w_i^2 is at most w_i times its bound: linear in weights whose sum is at most 1.
            _coefficients[i] = greatest[i] * (a * a + b * b * square);
            (_keys[i], _order[i]) = (-_coefficients[i], i);
        }

        Array.Sort(_keys, _order);
        double left = 1, sum = 0;
        foreach (int i in _order)
        {
            double part = Math.Min(left, greatest[i]);
            sum += part * _coefficients[i];
            left -= part;
            if (left <= 0) break;
        }

        return sum * (1 + Rounding);
    }
}
