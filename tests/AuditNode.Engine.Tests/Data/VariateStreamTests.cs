using AuditNode.Engine.Data.Generators;

namespace AuditNode.Engine.Tests.Data;

public class VariateStreamTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(0.5, -0.6931471805599453)]
    [InlineData(2, 0.6931471805599453)]
    [InlineData(2.718281828459045, 1)]
    [InlineData(10, 2.302585092994046)]
    [InlineData(1e-300, -690.7755278982137)]
    [InlineData(0.9999999999999999, -1.1102230246251565e-16)]
    public void The_logarithm_agrees_with_known_values(double x, double expected) =>
        Assert.Equal(expected, VariateStream.NaturalLogarithm(x), Math.Abs(expected) * 4e-16);

    [Fact]
    public void Normal_variates_have_the_moments_and_tails_of_a_normal_distribution()
    {
        using var variates = new VariateStream(VariateStream.Seed(TestSeed.Value), "tests/normal");
        const int Count = 400_000;
        double[] drawn = [.. Enumerable.Range(0, Count).Select(_ => variates.NextNormal())];

        Assert.InRange(drawn.Average(), -0.01, 0.01);
        Assert.InRange(drawn.Average(x => x * x), 0.985, 1.015);
        Assert.InRange(drawn.Average(x => x * x * x), -0.03, 0.03);
        Assert.InRange(drawn.Average(x => x * x * x * x), 2.9, 3.1);
        Assert.InRange(drawn.Count(x => x > 1.959963984540054) / (double)Count, 0.0235, 0.0265);
        Assert.InRange(drawn.Count(x => x < 0) / (double)Count, 0.495, 0.505);
    }

    [Fact]
    public void Uniform_variates_and_integers_are_spread_evenly()
    {
        using var variates = new VariateStream(VariateStream.Seed(TestSeed.Value), "tests/uniform");
        const int Count = 100_000;
        var integers = new int[7];
        var tenths = new int[10];
        for (int i = 0; i < Count; i++)
        {
            integers[variates.NextInteger(7)]++;
            tenths[(int)(10 * variates.NextUniform())]++;
        }

        // Five standard deviations of a binomial count.
        Assert.All(integers, c => Assert.InRange(c, Count / 7.0 - 560, Count / 7.0 + 560));
        Assert.All(tenths, c => Assert.InRange(c, Count / 10.0 - 480, Count / 10.0 + 480));
    }

    // Bits of the first four variates. A program in another language, on OpenSSL's AES and the C library's logarithm, gives the same, but
    // for the third's last bit.
    private static readonly long[] Expected = [-4623507744956811890, -4628498740601306364, 4600166356812662524, -4624238683578786571];

    [Fact]
    public void The_same_seed_gives_the_same_variates_on_every_machine()
    {
        using var variates = new VariateStream(VariateStream.Seed(1), "tests/vector");

        Assert.Equal(Expected, Enumerable.Range(0, 4).Select(_ => BitConverter.DoubleToInt64Bits(variates.NextNormal())));
    }

}
