using AuditNode.Ckks.Circuits;

namespace AuditNode.Ckks.Tests.Circuits;

/// <summary>
/// Assigns records to the nearest of five centres: the indicator of a cluster is the product of (1 + f(y)) / 2 over the other
/// clusters, where f approximates the sign and y, positive on the cluster's side of the bisector, is affine in the record.
/// </summary>
public sealed class OneHotTests : IClassFixture<OneHotTests.Assignment>
{
    private const int Clusters = 5;
    private const double Gap = 0.2;

    /// <summary>Allowed error of an indicator against the plain series.</summary>
    private static readonly double Noise = Math.ScaleB(1, -14);

    private static readonly SignApproximation Sign = SignApproximation.Minimax(15, Gap);
    private readonly Assignment _assignment;

    public OneHotTests(Assignment assignment) => _assignment = assignment;

    [Fact]
    public void Every_slot_holds_the_product_of_the_plain_series()
    {
        double worst = 0;
        foreach ((int cluster, int record) in Everywhere())
        {
            worst = Math.Max(worst, Math.Abs(_assignment.Found[cluster][record] - _assignment.Plain(cluster, record)));
        }

        Assert.InRange(worst, 0, Noise);
    }

    [Fact]
    public void Records_far_from_every_boundary_of_their_cluster_are_assigned_to_it()
    {
        // Each of its four factors is off by (1 + error) / 2 - 1 at most; in any other indicator one factor is below error / 2.
        double error = Sign.MaximumError(Gap), above = Math.Max(1, (1 + Sign.Overshoot) / 2);
        double least = Power(1 - error / 2, Clusters - 1) - Noise, most = Power(1 + error / 2, Clusters - 1) + Noise;
        double other = error / 2 * Power(above, Clusters - 2) + Noise;
        Assert.InRange(_assignment.Inner.Count, 500, int.MaxValue);
        foreach ((int cluster, int record) in Everywhere().Where(place => _assignment.Inner.ContainsKey(place.Record)))
        {
            double found = _assignment.Found[cluster][record];
            if (cluster == _assignment.Inner[record]) Assert.InRange(found, least, most);
            else Assert.InRange(Math.Abs(found), 0, other);
        }
    }

    [Fact]
    public void The_indicators_of_records_far_from_boundaries_add_up_to_about_one()
    {
        double worst = _assignment.Inner.Keys.Max(record => Math.Abs(_assignment.Sums[record] - 1));
        Assert.InRange(worst, 0, 2 * (Clusters - 1) * Sign.MaximumError(Gap));
    }

    [Fact]
    public void Six_levels_are_enough() => Assert.Equal([1, 1, 1, 1, 1], _assignment.LimbsLeft);

    private static IEnumerable<(int Cluster, int Record)> Everywhere() =>
        from cluster in Enumerable.Range(0, Clusters)
        from record in Enumerable.Range(0, CircuitScheme.Large.Context.SlotCount)
        select (cluster, record);

    private static double Power(double value, int exponent) =>
        Enumerable.Repeat(value, exponent).Aggregate(1.0, (product, factor) => product * factor);

    /// <summary>One record in each slot, all of them assigned under encryption.</summary>
    public sealed class Assignment
    {
        private static readonly (double X, double Y)[] s_centres = [(0.1, 0.1), (0.9, 0.1), (0.5, 0.5), (0.1, 0.9), (0.9, 0.9)];
        private readonly double[,][] _sides = new double[Clusters, Clusters][];

        public Assignment()
        {
            CircuitScheme scheme = CircuitScheme.Large;
            double[] x = TestVectors.Reals(scheme.Context.SlotCount, 1), y = TestVectors.Reals(scheme.Context.SlotCount, 2);
            for (int a = 0; a < Clusters; a++)
            {
                for (int b = 0; b < Clusters; b++) _sides[a, b] = [.. x.Select((_, record) => Side((x[record] + 1) / 2, (y[record] + 1) / 2, a, b))];
            }

            Found = Assign(scheme);
            foreach (int record in Enumerable.Range(0, x.Length))
            {
                int[] inside = [.. Enumerable.Range(0, Clusters).Where(a => Others(a).All(b => _sides[a, b][record] >= Gap))];
                if (inside.Length == 1) Inner.Add(record, inside[0]);
            }
        }

        /// <summary>Decrypted indicators, by cluster and record.</summary>
        internal double[][] Found { get; }

        /// <summary>Decrypted sums of the indicators, by record.</summary>
        internal double[] Sums { get; private set; } = [];

        internal List<int> LimbsLeft { get; } = [];

        /// <summary>Records farther than the gap from the boundaries of a cluster, with that cluster.</summary>
        internal Dictionary<int, int> Inner { get; } = [];

        internal double Plain(int cluster, int record) =>
            Others(cluster).Aggregate(1.0, (product, other) => product * (1 + Sign.Series.Evaluate(_sides[cluster, other][record])) / 2);

        private double[][] Assign(CircuitScheme scheme)
        {
            ChebyshevPlan plan = ChebyshevPlan.Create(Sign.Series);
            var factors = new Ciphertext[Clusters, Clusters];
            for (int a = 0; a < Clusters; a++)
            {
                for (int b = a + 1; b < Clusters; b++)
                {
                    // Half of the sign: times the integer 1 at twice the scale, which costs no level.
                    using Ciphertext side = scheme.Encrypt(_sides[a, b], plan.Depth + 1 + ProductTree.Depth(Clusters - 1));
                    scheme.Polynomials.Evaluate(side, plan, side);
                    scheme.Evaluator.MultiplyScalar(side, 0.5, 2, factors[a, b] = scheme.NewCiphertext());
                    scheme.Evaluator.MultiplyScalar(side, -0.5, 2, factors[b, a] = scheme.NewCiphertext());
                    scheme.Evaluator.AddScalar(factors[a, b], 0.5, factors[a, b]);
                    scheme.Evaluator.AddScalar(factors[b, a], 0.5, factors[b, a]);
                }
            }

            var found = new double[Clusters][];
            using Ciphertext sum = scheme.NewCiphertext(), indicator = scheme.NewCiphertext();
            for (int a = 0; a < Clusters; a++)
            {
                scheme.Products.Multiply([.. Others(a).Select(b => factors[a, b])], indicator);
                LimbsLeft.Add(indicator.LimbCount);
                found[a] = scheme.Decrypt(indicator);
                if (a == 0) indicator.CopyTo(sum);
                else scheme.Evaluator.Add(sum, indicator, sum);
            }

            Sums = scheme.Decrypt(sum);
            return found;
        }

        private static IEnumerable<int> Others(int cluster) => Enumerable.Range(0, Clusters).Where(other => other != cluster);

        /// <summary>Signed distance from the bisector of two centres, positive on the side of the first; within [-1, 1] on the unit square.</summary>
        private static double Side(double x, double y, int a, int b)
        {
            (double u, double v) = (s_centres[a].X - s_centres[b].X, s_centres[a].Y - s_centres[b].Y);
            (double middleX, double middleY) = ((s_centres[a].X + s_centres[b].X) / 2, (s_centres[a].Y + s_centres[b].Y) / 2);
            return ((x - middleX) * u + (y - middleY) * v) / Math.Sqrt(u * u + v * v);
        }
    }
}
