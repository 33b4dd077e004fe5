using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Tests.Privacy;

public class RoundSensitivityTests
{
    [Theory]
    [InlineData(2, 1, 15)]
    [InlineData(5, 1, 31)]
    [InlineData(3, 2, 7)]
    [InlineData(5, 2, 15)]
    [InlineData(8, 2, 31)]
    [InlineData(4, 3, 15)]
    public void No_pair_of_records_found_by_climbing_is_farther_apart_than_the_bound(int clusters, int features, int degree)
    {
        AssignmentPolynomial polynomial = AssignmentPolynomial.Create(degree, 0.1);
        using RandomStream random = FixedStream.Open($"climb {clusters} {features} {degree}");
        for (int round = 0; round < 4; round++)
        {
            Centroids centroids = RandomCentroids.Draw(random, clusters, features);
            RoundSensitivity sensitivity = round == 0
                ? RoundSensitivity.Bound(centroids, polynomial, 0.3 + FixedStream.NextUnit(random))
                : RoundSensitivity.Bound(centroids, polynomial);
            var vector = new ReleaseVector(centroids, polynomial, sensitivity.Weights);
            double farthest = 0;
            for (int start = 0; start < 12; start++) farthest = Math.Max(farthest, Climb(vector, random, features));
            Assert.True(farthest <= sensitivity.Sensitivity, $"{farthest} > {sensitivity.Sensitivity} {TestSeed.Describe(round)}");
        }
    }

    [Theory]
    [InlineData(5, 15, 0.5)]
    [InlineData(8, 31, 1.0)]
    [InlineData(15, 31, 0.3)]
    public void All_pairs_of_a_grid_stay_within_the_bound_and_come_near_it(int clusters, int degree, double countWeight)
    {
        const int Side = 41;
        using RandomStream random = FixedStream.Open($"grid {clusters} {degree}");
        Centroids centroids = RandomCentroids.Draw(random, clusters, 2);
        AssignmentPolynomial polynomial = AssignmentPolynomial.Create(degree, 0.1);
        RoundSensitivity sensitivity = RoundSensitivity.Bound(centroids, polynomial, countWeight);
        var vector = new ReleaseVector(centroids, polynomial, sensitivity.Weights);
        double[][] grid =
            [.. Enumerable.Range(0, Side * Side).Select(i => vector.Of([2.0 * (i % Side) / (Side - 1) - 1, 2.0 * (i / Side) / (Side - 1) - 1]))];
        // Pairs whose norms do not add up to what was found cannot be farther apart.
        (double[] Vector, double Norm)[] sorted =
            [.. grid.Select(v => (v, Math.Sqrt(v.Sum(x => x * x)))).OrderByDescending(pair => pair.Item2)];
        double farthest = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            for (int j = i + 1; j < sorted.Length && sorted[i].Norm + sorted[j].Norm > farthest; j++)
            {
                double square = 0;
                for (int o = 0; o < sorted[i].Vector.Length; o++)
                    square += (sorted[i].Vector[o] - sorted[j].Vector[o]) * (sorted[i].Vector[o] - sorted[j].Vector[o]);
                farthest = Math.Max(farthest, Math.Sqrt(square));
            }
        }

        Assert.InRange(farthest, 0.9 * sensitivity.Attained, sensitivity.Sensitivity);
    }

    [Theory]
    [InlineData(5, 2, 15)]
    [InlineData(15, 2, 31)]
    [InlineData(5, 3, 31)]
    public void Is_as_close_to_an_attained_distance_as_was_asked_for(int clusters, int features, int degree)
    {
        using RandomStream random = FixedStream.Open($"gap {clusters} {features}");
        RoundSensitivity sensitivity = RoundSensitivity.Bound(
            RandomCentroids.Draw(random, clusters, features), AssignmentPolynomial.Create(degree, 0.1), new SensitivityOptions { RelativeGap = 0.05 });
        Assert.Equal(SensitivityMethod.BranchAndBound, sensitivity.Method);
        Assert.InRange(sensitivity.Sensitivity, sensitivity.Attained, 1.051 * sensitivity.Attained);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(3000)]
    [InlineData(30000)]
    public void Is_a_bound_wherever_the_search_ends(long work)
    {
        using RandomStream random = FixedStream.Open("interrupted");
        Centroids centroids = RandomCentroids.Draw(random, 6, 2);
        AssignmentPolynomial polynomial = AssignmentPolynomial.Create(15, 0.1);
        RoundSensitivity full = RoundSensitivity.Bound(centroids, polynomial, 0.5);
        RoundSensitivity cut = RoundSensitivity.Bound(centroids, polynomial, 0.5, new SensitivityOptions { MaximumWork = work });
        Assert.True(cut.Sensitivity >= full.Attained * (1 - 1e-3), $"{cut.Sensitivity} < {full.Attained}");
    }

    [Fact]
    public void Is_the_same_to_the_bit_every_time()
    {
        using RandomStream random = FixedStream.Open("same");
        Centroids centroids = RandomCentroids.Draw(random, 7, 2);
        AssignmentPolynomial polynomial = AssignmentPolynomial.Create(15, 0.1);
        RoundSensitivity first = RoundSensitivity.Bound(centroids, polynomial), second = RoundSensitivity.Bound(centroids, polynomial);
        Assert.Equal(BitConverter.DoubleToInt64Bits(first.Sensitivity), BitConverter.DoubleToInt64Bits(second.Sensitivity));
    }

    [Fact]
    public void Hard_assignment_in_the_limit_needs_the_diameter_of_a_cell_or_two_norms()
    {
        // Two centroids on a line: cells [-1, 0] and [0, 1] with radius 1/2 and diameter 1. A steep polynomial comes close to a step.
        Centroids centroids = Centroids.FromRows([[-0.5], [0.5]]);
        AssignmentPolynomial steep = AssignmentPolynomial.Create(63, 1.0 / 32);
        double diameter = RoundSensitivity.Bound(centroids, steep, 0.1).Attained;
        double norms = RoundSensitivity.Bound(centroids, steep, 2).Attained;
        Assert.InRange(diameter, 0.9, 1.1);
        Assert.InRange(norms, 0.9 * Math.Sqrt(2 * (4 + 0.25)), 1.02 * Math.Sqrt(2 * (4 + 0.25)));
    }

    [Fact]
    public void Equal_centroids_and_corners_are_bounded_too()
    {
        Centroids centroids = Centroids.FromRows([[0.3, 0.3], [0.3, 0.3], [1, -1], [-1, -1]]);
        AssignmentPolynomial polynomial = AssignmentPolynomial.Create(15, 0.1);
        RoundSensitivity sensitivity = RoundSensitivity.Bound(centroids, polynomial);
        var vector = new ReleaseVector(centroids, polynomial, sensitivity.Weights);
        using RandomStream random = FixedStream.Open("twins");
        for (int start = 0; start < 20; start++) Assert.True(Climb(vector, random, 2) <= sensitivity.Sensitivity);
    }

    [Theory]
    [InlineData(4, 5)]
    [InlineData(6, 10)]
    public void The_domain_bound_holds_for_all_weights_whatever_the_polynomial(int clusters, int features)
    {
        using RandomStream random = FixedStream.Open($"domain {features}");
        for (int round = 0; round < 5; round++)
        {
            Centroids centroids = RandomCentroids.Draw(random, clusters, features);
            AssignmentPolynomial polynomial = AssignmentPolynomial.Create(15, 0.1);
            RoundSensitivity sensitivity = RoundSensitivity.Bound(centroids, polynomial);
            Assert.Equal(SensitivityMethod.Domain, sensitivity.Method);
            var vector = new ReleaseVector(centroids, polynomial, sensitivity.Weights);
            for (int pair = 0; pair < 2000; pair++)
            {
                double[] a = vector.Of(Corner(random, features), Simplex(random, clusters));
                double[] b = vector.Of(Corner(random, features), Simplex(random, clusters));
                Assert.True(ReleaseVector.Norm(a, b) <= sensitivity.Sensitivity, TestSeed.Describe(round));
            }
        }
    }

    [Fact]
    public void The_domain_bound_is_attained_by_opposite_corners()
    {
        RoundSensitivity plain = RoundSensitivity.OfPlainSums(5, 3, 1);
        Assert.InRange(plain.Sensitivity, 2 * Math.Sqrt(3), 2 * Math.Sqrt(3) * (1 + 1e-9));
        Assert.InRange(RoundSensitivity.OfPlainSums(5, 3, 3).Sensitivity, Math.Sqrt(24), Math.Sqrt(24) * (1 + 1e-9));
    }

    [Fact]
    public void Relative_sums_are_less_sensitive_than_plain_ones()
    {
        using RandomStream random = FixedStream.Open("relative");
        Centroids centroids = RandomCentroids.Draw(random, 15, 2);
        RoundSensitivity relative = RoundSensitivity.Bound(centroids, AssignmentPolynomial.Create(31, 0.1), 0.5);
        Assert.True(relative.Sensitivity < RoundSensitivity.OfPlainSums(15, 2, 0.5).Sensitivity);
    }

    [Fact]
    public void No_point_is_farther_from_its_centroid_than_the_covering_radius()
    {
        using RandomStream random = FixedStream.Open("covering");
        for (int features = 1; features <= 4; features++)
        {
            Centroids centroids = RandomCentroids.Draw(random, 5, features);
            double[][] rows = centroids.ToRows();
            double radius = CellRadii.Measure(centroids).CoveringRadius;
            for (int i = 0; i < 3000; i++)
            {
                double[] point = i % 2 == 0 ? Corner(random, features) : RandomCentroids.Point(random, features);
                Assert.True(rows.Min(row => ReleaseVector.Norm(row, point)) <= radius);
            }
        }
    }

    [Fact]
    public void Refuses_weights_of_another_number_of_clusters_and_values_out_of_range()
    {
        Centroids centroids = Centroids.FromRows([[0.0], [0.5]]);
        AssignmentPolynomial polynomial = AssignmentPolynomial.Create(7, 0.1);
        Assert.Throws<ArgumentException>(() => RoundSensitivity.Bound(centroids, polynomial, ReleaseWeights.Uniform(3, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => RoundSensitivity.Bound(centroids, polynomial, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => RoundSensitivity.Bound(centroids, polynomial, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => RoundSensitivity.Bound(centroids, polynomial, new SensitivityOptions { RelativeGap = 0 }));
    }

    // Coordinate search with shrinking random steps over both records.
    private static double Climb(ReleaseVector vector, RandomStream random, int features)
    {
        double[] a = RandomCentroids.Point(random, features), b = RandomCentroids.Point(random, features);
        double best = vector.Distance(a, b);
        for (int step = 0; step < 250; step++)
        {
            double scale = 1.0 / (1 + step / 12);
            double[] c = Move(a, random, scale), d = Move(b, random, scale);
            double distance = vector.Distance(c, d);
            if (distance > best) (best, a, b) = (distance, c, d);
        }

        return best;
    }

    private static double[] Move(double[] point, RandomStream random, double scale) =>
        [.. point.Select(x => Math.Clamp(x + scale * (2 * FixedStream.NextUnit(random) - 1), -1, 1))];

    private static double[] Corner(RandomStream random, int features) =>
        [.. Enumerable.Range(0, features).Select(_ => FixedStream.NextUnit(random) < 0.5 ? -1.0 : 1)];

    private static double[] Simplex(RandomStream random, int clusters)
    {
        double[] weights = [.. Enumerable.Range(0, clusters).Select(_ => double.Pow(FixedStream.NextUnit(random), 8))];
        double sum = Math.Max(weights.Sum(), 1e-9);
        return [.. weights.Select(w => w / sum)];
    }
}
