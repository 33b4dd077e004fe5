using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Privacy;

/// <summary>
/// The supremum of |G(x) - G(x')|^2 over pairs of records, by branch and bound over pairs of boxes, best first: the pair with the largest bound is
/// taken apart until that bound is close to a distance that is attained. Stopped at any time, the largest bound of a pair not yet taken apart
/// is valid.
/// </summary>
/// <remarks>
/// |G(x) - G(x')|^2 = |G(x)|^2 + |G(x')|^2 - 2 sum of w_i w_i' (alpha_i^2 + beta_i^2 (x - c_i) . (x' - c_i)), each part bounded by intervals. The norms
/// belong to one box each, so they are made tight once for all pairs, before boxes of a pair are halved.
/// </remarks>
internal sealed class PairSearch(Centroids centroids, AssignmentPolynomial polynomial, ReleaseWeights weights, SensitivityOptions options)
{
    // Tightening stops at this part of the gap, the rest is left to the inner product.
    private const double NormShare = 0.3;
    private const int Steps = 3;

    private readonly BoxEnclosure _enclosure = new(centroids, polynomial, weights);
    private readonly PriorityQueue<(RecordBox First, RecordBox Second), double> _queue = new();
    private double _attained;
    private double _settled;
    private long _pairs;

    /// <summary>A bound of the supremum, and a value that is attained.</summary>
    internal (double Bound, double Attained) Run()
    {
        RecordBox root = _enclosure.Root();
        Push(root, root, double.PositiveInfinity);
        while (_queue.TryDequeue(out (RecordBox First, RecordBox Second) pair, out double priority))
        {
            // A norm may have been lowered since the pair was put in line.
            double bound = -priority, now = Bound(pair.First, pair.Second);
            if (now < bound)
            {
                _queue.Enqueue(pair, -now);
                continue;
            }

            if (bound <= Target || Work > options.MaximumWork) return (Math.Max(bound, _settled), _attained);
            Refine(pair.First, pair.Second, bound);
        }

        return (_settled, _attained);
    }

    private double Target => _attained * (1 + options.RelativeGap) * (1 + options.RelativeGap);

    private long Work => _enclosure.Evaluations + _pairs * centroids.ClusterCount;

    private void Refine(RecordBox a, RecordBox b, double bound)
    {
        if (ReferenceEquals(a, b))
        {
            _enclosure.Halve(a);
            Push(a.First!, a.First!, bound);
            Push(a.First!, a.Second!, bound);
            Push(a.Second!, a.Second!, bound);
            return;
        }

        double tolerance = NormShare * options.RelativeGap * _attained;
        bool first = a.Bound - a.Attained > tolerance, second = b.Bound - b.Attained > tolerance;
        if (first || second)
        {
            for (int step = 0; step < Steps; step++)
            {
                if (first) Tighten(a);
                if (second) Tighten(b);
            }

            Push(a, b, bound);
            return;
        }

        RecordBox halved = a.LongestSide >= b.LongestSide ? a : b, other = ReferenceEquals(halved, a) ? b : a;
        _enclosure.Halve(halved);
        Push(halved.First!, other, bound);
        Push(halved.Second!, other, bound);
    }

    /// <summary>Halves the box below with the largest bound.</summary>
    private void Tighten(RecordBox box)
    {
        if (box.First is null || box.Second is null)
        {
            _enclosure.Halve(box);
            return;
        }

        Tighten(box.First.Bound >= box.Second.Bound ? box.First : box.Second);
        box.Update();
    }

    private void Push(RecordBox a, RecordBox b, double above)
    {
        _pairs++;
        double square = 0;
        for (int o = 0; o < a.Vector.Length; o++) square += (a.Vector[o] - b.Vector[o]) * (a.Vector[o] - b.Vector[o]);
        _attained = Math.Max(_attained, square);
        double bound = Math.Min(above, Bound(a, b));
        if (bound > Target) _queue.Enqueue((a, b), -bound);
        else _settled = Math.Max(_settled, bound);
    }

    private double Bound(RecordBox a, RecordBox b)
    {
        double norms = a.Bound + b.Bound, cross = 0;
        for (int i = 0; i < a.GreatestWeights.Length; i++)
        {
            double greatest = a.GreatestWeights[i] * b.GreatestWeights[i];
            if (greatest == 0) continue;
            double alpha = weights.Counts[i], beta = weights.Sums[i], product = 0;
            for (int f = 0; f < a.Lower.Length; f++)
            {
                double c = centroids[i, f], p = a.Lower[f] - c, q = a.Upper[f] - c, r = b.Lower[f] - c, s = b.Upper[f] - c;
                product += Math.Min(Math.Min(p * r, p * s), Math.Min(q * r, q * s));
            }

            double term = -(alpha * alpha + beta * beta * product);
            cross += term > 0 ? greatest * term : a.LeastWeights[i] * b.LeastWeights[i] * term;
        }

        return norms * (1 + BoxEnclosure.Rounding) + 2 * cross;
    }
}
