using System.Globalization;
using System.Numerics;
using AuditNode.Ckks.Rlwe;
using AuditNode.Ckks.Tests.Vectors;

namespace AuditNode.Ckks.Tests.Rlwe;

public class DiscreteGaussianTableTests
{
    [Fact]
    public void Holds_the_thresholds_of_an_independent_implementation()
    {
        foreach (var vector in VectorFile.Open("sampling.json").GetProperty("gaussian").EnumerateArray())
        {
            var table = new DiscreteGaussianSampler(decimal.Parse(vector.Text("sigma"), CultureInfo.InvariantCulture)).Table;
            var thresholds = table.High.Zip(table.Low, (high, low) => ((UInt128)high << 63) | low);
            Assert.Equal(
                vector.GetProperty("thresholds").EnumerateArray().Select(threshold => threshold.GetString()),
                thresholds.Select(threshold => threshold.ToString("x32", CultureInfo.InvariantCulture)));
        }
    }

    [Theory]
    [InlineData("0.5")]
    [InlineData("1")]
    [InlineData("3.2")]
    [InlineData("3.19153824321146185")]
    [InlineData("20")]
    public void Frequencies_sum_to_two_to_the_126(string sigma)
    {
        BigInteger[] frequencies = new DiscreteGaussianSampler(decimal.Parse(sigma, CultureInfo.InvariantCulture)).Table.Frequencies();

        // In the far tail two thresholds may round to the same number.
        Assert.All(frequencies, frequency => Assert.True(frequency >= 0));
        Assert.Equal(BigInteger.One << 126, frequencies.Aggregate(BigInteger.Add));
    }

    [Fact]
    public void Depends_on_the_value_of_sigma_and_not_on_its_trailing_zeros()
    {
        Assert.Equal(new DiscreteGaussianSampler(3.2m).Table.Low, new DiscreteGaussianSampler(3.2000m).Table.Low);
    }
}
