using System.Numerics;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Tests.Privacy;

/// <summary>
/// Casacuberta, Shoemate, Vadhan and Wagaman, Widespread underestimation of sensitivity in differentially private libraries, CCS 2022: sums of doubles
/// depend on their order and round, so that one record moves them by more than the ideal sensitivity.
/// </summary>
public class Attack13_SensitivityUnderestimationTests
{
    private const int UnitBits = 24;
    private static readonly AssignmentPolynomial Polynomial = AssignmentPolynomial.Create(15, 0.1);

    [Fact]
    public void Attack13_Sums_of_doubles_depend_on_the_order_of_records()
    {
        // 2^53 + 1 + 1 + ... stays at 2^53, and 1 + 1 + ... + 2^53 does not: one place makes a difference of 1000.
        double[] records = [Math.ScaleB(1, 53), .. Enumerable.Repeat(1.0, 1000)];
        Assert.Equal(1000, records.Reverse().Sum() - records.Sum());
    }

    [Fact]
    public void Attack13_Sums_of_fixed_point_contributions_do_not()
    {
        using RandomStream random = FixedStream.Open("attack 13 order");
        Centroids centroids = RandomCentroids.Draw(random, 4, 2);
        var vector = new ReleaseVector(centroids, Polynomial, ReleaseWeights.Uniform(4, 1));
        double[][] records = [.. Enumerable.Range(0, 500).Select(_ => RandomCentroids.Point(random, 2))];
        BigInteger[] sums = Sums(records.Select(vector.Of));
        for (int shuffle = 0; shuffle < 5; shuffle++)
        {
            double[][] shuffled = [.. records.OrderBy(_ => FixedStream.NextWord(random))];
            Assert.Equal(sums, Sums(shuffled.Select(vector.Of)));
        }
    }

    [Fact]
    public void Attack13_Rounded_sums_of_neighbours_stay_within_the_planned_sensitivity()
    {
        using RandomStream random = FixedStream.Open("attack 13 rounding");
        for (int round = 0; round < 10; round++)
        {
            // A unit so coarse that rounding a record's contribution to it, by at most half of it, is a large part of the sensitivity.
            const double Unit = 1.0 / 16;
            Centroids centroids = RandomCentroids.Draw(random, 4, 2);
            RoundSensitivity sensitivity = RoundSensitivity.Bound(centroids, Polynomial, 1.0);
            NoisePlan plan = NoisePlan.Create(new Rho(1_000_000_000_000), sensitivity, 2, Unit, 0.5);
            var vector = new ReleaseVector(centroids, Polynomial, sensitivity.Weights);
            for (int pair = 0; pair < 2000; pair++)
            {
                double[] a = vector.Of(RandomCentroids.Point(random, 2)), b = vector.Of(RandomCentroids.Point(random, 2));
                double moved = Math.Sqrt(a.Zip(b, (p, q) => double.Pow(Math.Round(p / Unit) - Math.Round(q / Unit), 2)).Sum());
                Assert.True(moved <= plan.SensitivityUnits, $"{moved} > {plan.SensitivityUnits} {TestSeed.Describe(round)}");
            }
        }
    }

    [Fact]
    public void Attack13_Replacing_a_record_moves_counts_and_sums_by_no_more_than_the_joint_bound()
    {
        using RandomStream random = FixedStream.Open("attack 13 datasets");
        Centroids centroids = RandomCentroids.Draw(random, 3, 2);
        RoundSensitivity sensitivity = RoundSensitivity.Bound(centroids, Polynomial);
        var vector = new ReleaseVector(centroids, Polynomial, sensitivity.Weights);
        double[][] records = [.. Enumerable.Range(0, 60).Select(_ => RandomCentroids.Point(random, 2))];
        double[] before = Total(records.Select(vector.Of));
        for (int i = 0; i < records.Length; i++)
        {
            double[][] neighbour = [.. records];
            neighbour[i] = [.. records[i].Select(x => x < 0 ? 1.0 : -1)];
            Assert.True(ReleaseVector.Norm(before, Total(neighbour.Select(vector.Of))) <= sensitivity.Sensitivity + 1e-12);
        }
    }

    private static BigInteger[] Sums(IEnumerable<double[]> contributions) =>
        contributions.Select(v => v.Select(x => new BigInteger(Math.Round(Math.ScaleB(x, UnitBits)))).ToArray())
            .Aggregate((a, b) => [.. a.Zip(b, (p, q) => p + q)]);

    private static double[] Total(IEnumerable<double[]> contributions) => contributions.Aggregate((a, b) => [.. a.Zip(b, (p, q) => p + q)]);
}
