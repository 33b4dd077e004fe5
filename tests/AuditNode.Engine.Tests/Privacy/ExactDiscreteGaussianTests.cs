using System.Numerics;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Tests.Privacy;

public class ExactDiscreteGaussianTests
{
    [Theory]
    [InlineData(1, 4)]
    [InlineData(1, 1)]
    [InlineData(17, 3)]
    [InlineData(100, 1)]
    public void Passes_a_chi_square_test_of_each_value_and_its_sign(int numerator, int denominator)
    {
        long[] samples = Draw(numerator, denominator, 100_000, "chi-square");
        double variance = (double)numerator / denominator;
        int reach = (int)(3 * Math.Sqrt(variance)) + 1;
        Assert.InRange(
            ChiSquare.Deviations(samples, y => double.Exp(-y * y / (2 * variance)), reach, 20 * reach), -ChiSquare.Bound, ChiSquare.Bound);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(120)]
    public void Large_deviations_have_the_moments_of_a_Gaussian(int bits)
    {
        const int Count = 20_000;
        using RandomStream random = FixedStream.Open($"moments {bits}");
        double mean = 0, square = 0, fourth = 0;
        for (int i = 0; i < Count; i++)
        {
            double z = (double)ExactDiscreteGaussian.Sample(random, BigInteger.One << (2 * bits), BigInteger.One) * Math.ScaleB(1, -bits);
            (mean, square, fourth) = (mean + z / Count, square + z * z / Count, fourth + z * z * z * z / Count);
        }

        // Five standard errors: the variances of z, z^2 and z^4 are 1, 2 and 96.
        Assert.InRange(mean, -5 / Math.Sqrt(Count), 5 / Math.Sqrt(Count));
        Assert.InRange(square, 1 - 5 * Math.Sqrt(2.0 / Count), 1 + 5 * Math.Sqrt(2.0 / Count));
        Assert.InRange(fourth, 3 - 5 * Math.Sqrt(96.0 / Count), 3 + 5 * Math.Sqrt(96.0 / Count));
    }

    [Fact]
    public void Low_bits_of_large_samples_are_uniform()
    {
        using RandomStream random = FixedStream.Open("low bits");
        var counts = new long[16];
        for (int i = 0; i < 20_000; i++) counts[(int)(ExactDiscreteGaussian.Sample(random, BigInteger.One << 100, BigInteger.One) & 15)]++;
        Assert.InRange(ChiSquare.Deviations(counts, [.. Enumerable.Repeat(1.0 / 16, 16)]), -ChiSquare.Bound, ChiSquare.Bound);
    }

    [Fact]
    public void The_same_stream_gives_the_same_samples()
    {
        Assert.Equal(Draw(1000, 7, 500, "repeat"), Draw(1000, 7, 500, "repeat"));
        Assert.NotEqual(Draw(1000, 7, 500, "repeat"), Draw(1000, 7, 500, "another"));
    }

    [Fact]
    public void A_fraction_need_not_be_in_lowest_terms()
    {
        Assert.Equal(Draw(3, 2, 500, "terms"), Draw(3 * 97, 2 * 97, 500, "terms"));
    }

    [Fact]
    public void Refuses_a_variance_that_is_not_positive_or_too_long()
    {
        using RandomStream random = FixedStream.Open("gaussian refusals");
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactDiscreteGaussian.Sample(random, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactDiscreteGaussian.Sample(random, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactDiscreteGaussian.Sample(random, BigInteger.One << 512, 1));
    }

    private static long[] Draw(int numerator, int denominator, int count, string domain)
    {
        using RandomStream random = FixedStream.Open($"gaussian {domain} {(domain == "terms" ? "" : $"{numerator}/{denominator}")}");
        var samples = new long[count];
        for (int i = 0; i < count; i++) samples[i] = (long)ExactDiscreteGaussian.Sample(random, numerator, denominator);
        return samples;
    }
}
