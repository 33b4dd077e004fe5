using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Privacy;

/// <summary>
/// The supremum over the box [-1, 1]^d of F(x) = sum over i of w_i^2 (a^2 + r_i^2) + w_i max(0, r_i^2 - a^2), best first: the box with the
/// largest bound is halved until that bound is close to a value that F takes. Stopped early it still has a valid bound, that of the first box.
/// </summary>
internal sealed class BoxSearch
{
    // Relative: covers the rounding of every double operation behind a bound, fewer than 2^16 of 2^-53 each.
    private const double Rounding = 1e-10;

    private readonly Centroids _centroids;
    private readonly IReadOnlyList<Bisector> _bisectors;
    private readonly PreferenceEnvelope _envelope;
    private readonly SoftAssignment _assignment;
    private readonly SensitivityOptions _options;
    private readonly double _countWeight;
    private readonly double _squaredWeight;
    private readonly double[] _greatest;
    private readonly double[] _radius;
    private readonly double[] _coefficient;
    private readonly double[] _point;
    private readonly int[] _order;

    internal BoxSearch(Centroids centroids, AssignmentPolynomial polynomial, double countWeight, SensitivityOptions options)
    {
        (_centroids, _options) = (centroids, options);
        (_countWeight, _squaredWeight) = (countWeight, countWeight * countWeight);
        _bisectors = Bisector.CreateAll(centroids);
        _envelope = new PreferenceEnvelope(polynomial);
        _assignment = new SoftAssignment(centroids, polynomial);
        (_greatest, _radius) = (new double[centroids.ClusterCount], new double[centroids.ClusterCount]);
        (_coefficient, _order) = (new double[centroids.ClusterCount], new int[centroids.ClusterCount]);
        _point = new double[centroids.FeatureCount];
    }

    internal RoundSensitivity Run()
    {
        int d = _centroids.FeatureCount;
        double domain = DomainBound();
        double radius = CoveringRadius();
        if (d > _options.MaximumSearchFeatures || _options.MaximumBoxes == 0)
            return new RoundSensitivity(Finish(domain), _countWeight, SensitivityMethod.Domain, radius, 0);

        var queue = new PriorityQueue<(double[] Lower, double[] Upper), double>();
        double[] lower = new double[d], upper = new double[d];
        lower.AsSpan().Fill(-1);
        upper.AsSpan().Fill(1);
        double attained = Value(lower, upper), bound = Bound(lower, upper);
        queue.Enqueue((lower, upper), -bound);
        int boxes = 1;
        while (boxes < _options.MaximumBoxes)
        {
            if (!queue.TryDequeue(out (double[] Lower, double[] Upper) box, out double priority)) break;
            bound = -priority;
            if (bound <= attained * (1 + 2 * _options.RelativeGap)) break;
            int axis = Longest(box.Lower, box.Upper);
            double middle = (box.Lower[axis] + box.Upper[axis]) / 2;
            for (int side = 0; side < 2; side++)
            {
                double[] from = [.. box.Lower], to = [.. box.Upper];
                (side == 0 ? to : from)[axis] = middle;
                attained = Math.Max(attained, Value(from, to));
                queue.Enqueue((from, to), -Math.Min(bound, Bound(from, to)));
            }

            boxes += 2;
            bound = -Peek(queue);
        }

        return bound < domain
            ? new RoundSensitivity(Finish(bound), _countWeight, SensitivityMethod.BranchAndBound, radius, Math.Sqrt(2 * attained))
            : new RoundSensitivity(Finish(domain), _countWeight, SensitivityMethod.Domain, radius, Math.Sqrt(2 * attained));
    }

    private static double Peek(PriorityQueue<(double[] Lower, double[] Upper), double> queue) =>
        queue.TryPeek(out _, out double priority) ? priority : throw new InvalidOperationException("No box is left.");

    private static double Finish(double supremum) => Math.Sqrt(2 * supremum) * (1 + Rounding);

    private static int Longest(double[] lower, double[] upper)
    {
        int longest = 0;
        for (int f = 1; f < lower.Length; f++)
        {
            if (upper[f] - lower[f] > upper[longest] - lower[longest]) longest = f;
        }

        return longest;
    }

    /// <summary>F at the middle.</summary>
    private double Value(double[] lower, double[] upper)
    {
        for (int f = 0; f < _point.Length; f++) _point[f] = (lower[f] + upper[f]) / 2;
        _assignment.Weigh(_point, _greatest);
        double sum = 0;
        for (int i = 0; i < _greatest.Length; i++)
        {
            double square = 0;
            for (int f = 0; f < _point.Length; f++) square += (_point[f] - _centroids[i, f]) * (_point[f] - _centroids[i, f]);
            sum += _greatest[i] * (_greatest[i] * (_squaredWeight + square) + Math.Max(0, square - _squaredWeight));
        }

        return sum;
    }

    /// <summary>A bound of F over a box.</summary>
    private double Bound(double[] lower, double[] upper)
    {
        _greatest.AsSpan().Fill(1);
        foreach (Bisector bisector in _bisectors)
        {
            (int i, int j) = (bisector.First, bisector.Second);
            double middle = bisector.Offset, spread = 1e-12;
            for (int f = 0; f < lower.Length; f++)
            {
                middle += bisector.Normal[f] * ((lower[f] + upper[f]) / 2);
                spread += Math.Abs(bisector.Normal[f]) * ((upper[f] - lower[f]) / 2);
            }

            (double least, double greatest) = _envelope.Range(middle - spread, middle + spread);
            _greatest[i] *= greatest;
            _greatest[j] *= 1 - least;
        }

        for (int i = 0; i < _greatest.Length; i++)
        {
            double square = 0;
            for (int f = 0; f < lower.Length; f++)
            {
                double far = Math.Max(_centroids[i, f] - lower[f], upper[f] - _centroids[i, f]);
                square += far * far;
            }

            // w_i^2 <= w_i times its bound makes the sum linear in the weights.
            _coefficient[i] = _greatest[i] * (_squaredWeight + square) + Math.Max(0, square - _squaredWeight);
        }

        return Allocate();
    }

    // The weights sum to at most 1: the largest coefficients get as much as their bounds allow.
    private double Allocate()
    {
        for (int i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
            _radius[i] = -_coefficient[i];
        }

        Array.Sort(_radius, _order);
        double left = 1, sum = 0;
        foreach (int i in _order)
        {
            double part = Math.Min(left, _greatest[i]);
            sum += part * _coefficient[i];
            left -= part;
            if (left <= 0) break;
        }

        return sum * (1 + Rounding);
    }

    // One weight of 1 in the worst cluster: F is at most max over i of a^2 + r_i^2 + max(0, r_i^2 - a^2).
    private double DomainBound()
    {
        double largest = 0;
        for (int i = 0; i < _centroids.ClusterCount; i++)
        {
            double square = 0;
            for (int f = 0; f < _centroids.FeatureCount; f++) square += (1 + Math.Abs(_centroids[i, f])) * (1 + Math.Abs(_centroids[i, f]));
            largest = Math.Max(largest, _squaredWeight + square + Math.Max(0, square - _squaredWeight));
        }

        return largest;
    }

    private double CoveringRadius() => 0;
}
