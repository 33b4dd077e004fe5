using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Tests.Privacy;

public class ExactDiscreteLaplaceTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(5, 1)]
    public void Passes_a_chi_square_test_of_each_value_and_its_sign(int numerator, int denominator)
    {
        using RandomStream random = FixedStream.Open($"laplace {numerator}/{denominator}");
        var samples = new long[100_000];
        for (int i = 0; i < samples.Length; i++) samples[i] = (long)ExactDiscreteLaplace.Sample(random, numerator, denominator);

        double scale = (double)numerator / denominator;
        int reach = (int)(6 * scale) + 1;
        Assert.InRange(ChiSquare.Deviations(samples, y => double.Exp(-Math.Abs(y) / scale), reach, 40 * reach), -ChiSquare.Bound, ChiSquare.Bound);
    }

    [Fact]
    public void Refuses_a_scale_that_is_not_positive_or_too_long()
    {
        using RandomStream random = FixedStream.Open("laplace refusals");
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactDiscreteLaplace.Sample(random, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactDiscreteLaplace.Sample(random, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactDiscreteLaplace.Sample(random, System.Numerics.BigInteger.One << 512, 1));
    }
}
