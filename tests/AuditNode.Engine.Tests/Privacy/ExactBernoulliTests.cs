using System.Numerics;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Tests.Privacy;

public class ExactBernoulliTests
{
    [Fact]
    public void A_fraction_is_compared_with_the_streams_words_as_digits_of_a_uniform_number()
    {
        BigInteger numerator = BigInteger.Pow(3, 90), denominator = BigInteger.Pow(5, 70);
        var digit = (ulong)((numerator << 64) / denominator);
        using RandomStream coins = FixedStream.Open("digits"), words = FixedStream.Open("digits");
        for (int i = 0; i < 2000; i++) Assert.Equal(FixedStream.NextWord(words) < digit, ExactBernoulli.Sample(coins, numerator, denominator));
    }

    [Fact]
    public void Zero_never_comes_true_and_one_always()
    {
        using RandomStream random = FixedStream.Open("ends");
        for (int i = 0; i < 200; i++)
        {
            Assert.False(ExactBernoulli.Sample(random, 0, 7));
            Assert.True(ExactBernoulli.Sample(random, 7, 7));
            Assert.True(ExactBernoulli.SampleExponential(random, 0, 7));
        }
    }

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(1, 3)]
    [InlineData(1, 1)]
    [InlineData(7, 5)]
    [InlineData(9, 2)]
    [InlineData(4, 1)]
    public void An_exponential_coin_has_the_frequency_of_its_exponential(int numerator, int denominator)
    {
        const int Count = 200_000;
        using RandomStream random = FixedStream.Open($"exponential {numerator}/{denominator}");
        long hits = 0;
        for (int i = 0; i < Count; i++) hits += ExactBernoulli.SampleExponential(random, numerator, denominator) ? 1 : 0;

        double p = double.Exp(-(double)numerator / denominator);
        Assert.InRange(ChiSquare.Deviations([hits, Count - hits], [p, 1 - p]), -ChiSquare.Bound, ChiSquare.Bound);
    }

    [Fact]
    public void Refuses_fractions_that_are_no_probability()
    {
        using RandomStream random = FixedStream.Open("refusals");
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactBernoulli.Sample(random, 8, 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactBernoulli.Sample(random, -1, 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactBernoulli.Sample(random, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ExactBernoulli.SampleExponential(random, -1, 7));
    }
}
