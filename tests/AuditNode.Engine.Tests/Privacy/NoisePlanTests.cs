using System.Numerics;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Tests.Privacy;

public class NoisePlanTests
{
    private static readonly Rho Round = new(5_000_000_000);

    [Fact]
    public void Every_weighted_output_gets_the_deviation_that_the_joint_sensitivity_needs()
    {
        RoundSensitivity sensitivity = Sensitivity();
        NoisePlan plan = NoisePlan.Create(Round, sensitivity, 2, Math.ScaleB(1, -20), 0);
        Assert.Equal(Round, plan.Cost);
        Assert.Equal((3, 2, 9), (plan.ClusterCount, plan.FeatureCount, plan.OutputCount));
        double needed = Math.ScaleB(sensitivity.Sensitivity, 20) / Math.Sqrt(2 * Round.ToDouble());
        for (int o = 0; o < plan.OutputCount; o++)
        {
            double weight = o % 3 == 0 ? sensitivity.Weights.Counts[o / 3] : sensitivity.Weights.Sums[o / 3];
            Assert.InRange(plan.Deviation(o) * weight, needed, needed * (1 + 1e-6));
        }
    }

    [Fact]
    public void The_variances_in_use_cost_no_more_than_the_rho_they_are_planned_for()
    {
        // A coarse unit, so that rounding up to integers shows: the cost of the worst direction is the sensitivity over the least weighted variance.
        RoundSensitivity sensitivity = Sensitivity();
        NoisePlan plan = NoisePlan.Create(new Rho(1_000_000_000_000), sensitivity, 2, 1.7, 0);
        double least = Enumerable.Range(0, plan.OutputCount).Min(o =>
            (double)plan.Variance(o) * double.Pow(o % 3 == 0 ? sensitivity.Weights.Counts[o / 3] : sensitivity.Weights.Sums[o / 3], 2));
        Assert.True(plan.SensitivityUnits * plan.SensitivityUnits / (2 * least) <= plan.Cost.ToDouble() * (1 + 1e-12));
    }

    [Fact]
    public void Approximation_errors_of_either_neighbour_enter_the_sensitivity()
    {
        RoundSensitivity sensitivity = Sensitivity();
        double unit = Math.ScaleB(1, -20), bound = 5000, squares = 0;
        NoisePlan exact = NoisePlan.Create(Round, sensitivity, 2, unit, 0), rough = NoisePlan.Create(Round, sensitivity, 2, unit, bound);
        for (int i = 0; i < 3; i++) squares += Square(sensitivity.Weights.Counts[i]) + 2 * Square(sensitivity.Weights.Sums[i]);
        Assert.Equal(2 * bound * Math.Sqrt(squares), rough.SensitivityUnits - exact.SensitivityUnits, 1e-3);
        Assert.True(rough.Variance(0) > exact.Variance(0));

        static double Square(double x) => x * x;
    }

    [Fact]
    public void A_share_is_an_integer_for_each_output_with_the_planned_variance()
    {
        NoisePlan plan = NoisePlan.Create(Round, Sensitivity(), 2, Math.ScaleB(1, -20), 100);
        using RandomStream random = FixedStream.Open("share");
        double sum = 0;
        const int Rounds = 400;
        for (int i = 0; i < Rounds; i++)
        {
            BigInteger[] share = plan.Draw(random);
            Assert.Equal(9, share.Length);
            for (int o = 0; o < share.Length; o++) sum += double.Pow((double)share[o] / plan.Deviation(o), 2);
        }

        int count = Rounds * 9;
        Assert.InRange(sum / count, 1 - 5 * Math.Sqrt(2.0 / count), 1 + 5 * Math.Sqrt(2.0 / count));
    }

    [Fact]
    public void Refuses_a_budget_of_nothing_and_values_out_of_range()
    {
        RoundSensitivity sensitivity = Sensitivity();
        Assert.Throws<ArgumentOutOfRangeException>(() => NoisePlan.Create(Rho.Zero, sensitivity, 2, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => NoisePlan.Create(Round, sensitivity, 0, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => NoisePlan.Create(Round, sensitivity, 2, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => NoisePlan.Create(Round, sensitivity, 2, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NoisePlan.Create(Round, sensitivity, 2, 1e-300, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => NoisePlan.Create(Round, sensitivity, 2, 1, 0).Variance(9));
    }

    private static RoundSensitivity Sensitivity() =>
        RoundSensitivity.Bound(Centroids.FromRows([[-0.6, 0.1], [0.5, 0.7], [0.2, -0.5]]), AssignmentPolynomial.Create(15, 0.1));
}
