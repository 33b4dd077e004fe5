using System.Globalization;
using System.Runtime.InteropServices;
using AuditNode.Ckks.Rlwe;
using AuditNode.Ckks.Tests.Vectors;

namespace AuditNode.Ckks.Tests.Rlwe;

public class DiscreteGaussianSamplerTests
{
    [Fact]
    public void Gives_the_samples_of_an_independent_implementation()
    {
        foreach (var vector in VectorFile.Open("sampling.json").GetProperty("gaussian").EnumerateArray())
        {
            using var stream = FixedSeed.Stream(vector.Text("domain"));
            double[] samples = new double[vector.GetProperty("values").GetArrayLength()];
            new DiscreteGaussianSampler(decimal.Parse(vector.Text("sigma"), CultureInfo.InvariantCulture)).Fill(stream, samples);
            Assert.Equal(vector.Numbers("values"), samples);
        }
    }

    [Theory]
    [InlineData("0.5")]
    [InlineData("3.2")]
    [InlineData("20")]
    public void Scalar_and_vector_scans_give_the_same_samples(string sigma)
    {
        var sampler = Sampler(sigma);
        double[] scalar = new double[4096], vector256 = new double[4096], vector512 = new double[4096];
        ulong[] words = new ulong[2 * scalar.Length];
        using var stream = FixedSeed.Stream("scan " + sigma);
        stream.Fill(MemoryMarshal.AsBytes(words.AsSpan()));
        PlantThresholds(sampler.Table, words);

        ThresholdScan.Scalar(sampler.Table, words, scalar);
        ThresholdScan.Vector256Bit(sampler.Table, words, vector256);
        ThresholdScan.Vector512Bit(sampler.Table, words, vector512);
        Assert.Equal(scalar, vector256);
        Assert.Equal(scalar, vector512);
    }

    [Fact]
    public void A_word_pair_at_a_threshold_counts_it_and_one_below_does_not()
    {
        var table = Sampler("3.2").Table;
        ulong[] words = new ulong[4 * table.High.Length];
        PlantThresholds(table, words);
        double[] samples = new double[2 * table.High.Length];
        ThresholdScan.Scalar(table, words, samples);

        for (int k = 0; k < table.High.Length; k++)
        {
            Assert.Equal(k + 1, samples[2 * k]);
            Assert.Equal(k, samples[(2 * k) + 1]);
        }
    }

    [Fact]
    public void A_negative_zero_never_occurs()
    {
        double[] samples = new double[1];
        ThresholdScan.Scalar(Sampler("3.2").Table, [1UL << 63, ulong.MaxValue], samples);
        Assert.Equal(0L, BitConverter.DoubleToInt64Bits(samples[0]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(257)]
    public void Does_not_depend_on_how_it_is_cut_into_calls(int step)
    {
        var sampler = Sampler("3.2");
        double[] whole = new double[1000], parts = new double[1000];
        using RandomStream first = FixedSeed.Stream("cut"), second = FixedSeed.Stream("cut");
        sampler.Fill(first, whole);
        for (int offset = 0; offset < parts.Length; offset += step)
            sampler.Fill(second, parts.AsSpan(offset, Math.Min(step, parts.Length - offset)));

        Assert.Equal(whole, parts);
    }

    [Theory]
    [InlineData("0.5")]
    [InlineData("3.2")]
    [InlineData("20")]
    public void Passes_a_chi_square_test_of_each_value_and_its_sign(string sigma)
    {
        var sampler = Sampler(sigma);
        double[] exact = [.. sampler.Table.Frequencies().Select(frequency => Math.ScaleB((double)frequency, -126))];
        double[] samples = Draw(sampler, "gaussian chi-square " + sigma);

        // Values too rare for a bin of their own share the outermost one of their sign.
        int reach = Array.FindLastIndex(exact, probability => probability * samples.Length >= 20);
        double[] probabilities = new double[(2 * reach) + 1];
        long[] observed = new long[probabilities.Length];
        for (int magnitude = 0; magnitude < exact.Length; magnitude++)
        {
            int bin = Math.Min(magnitude, reach);
            probabilities[reach + bin] += exact[magnitude] / 2;
            probabilities[reach - bin] += exact[magnitude] / 2;
        }

        foreach (double sample in samples)
            observed[reach + (int)Math.Clamp(sample, -reach, reach)]++;
        Assert.InRange(ChiSquare.Deviations(observed, probabilities), -ChiSquare.Bound, ChiSquare.Bound);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("3.2")]
    [InlineData("20")]
    public void Mean_is_zero_and_variance_is_sigma_squared(string sigma)
    {
        var sampler = Sampler(sigma);
        double[] samples = Draw(sampler, "gaussian moments " + sigma);
        double variance = (double)(sampler.StandardDeviation * sampler.StandardDeviation);

        // Five standard errors: sqrt(variance / n) for the mean, variance · sqrt(2 / n) for the variance.
        Assert.InRange(samples.Average(), -5 * Math.Sqrt(variance / samples.Length), 5 * Math.Sqrt(variance / samples.Length));
        double relative = samples.Average(sample => sample * sample) / variance;
        Assert.InRange(relative, 1 - (5 * Math.Sqrt(2.0 / samples.Length)), 1 + (5 * Math.Sqrt(2.0 / samples.Length)));
        Assert.All(samples, sample => Assert.True(Math.Abs(sample) <= sampler.MaximumMagnitude && sample == Math.Round(sample)));
    }

    [Theory]
    [InlineData("0.49")]
    [InlineData("20.01")]
    [InlineData("-3.2")]
    public void Refuses_a_standard_deviation_out_of_range(string sigma)
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => Sampler(sigma));
        Assert.Equal("standardDeviation", refusal.ParamName);
        Assert.Contains("0.5 to 20", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_no_stream_and_a_disposed_stream()
    {
        var stream = FixedSeed.Stream("disposed");
        stream.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Sampler("3.2").Fill(stream, new double[1]));
        Assert.Throws<ArgumentNullException>(() => Sampler("3.2").Fill(null!, new double[1]));
    }

    private static DiscreteGaussianSampler Sampler(string sigma) => new(decimal.Parse(sigma, CultureInfo.InvariantCulture));

    private static double[] Draw(DiscreteGaussianSampler sampler, string domain)
    {
        double[] samples = new double[400_000];
        using var stream = FixedSeed.Stream(domain);
        sampler.Fill(stream, samples);
        return samples;
    }

    // Each threshold itself, then the number just below it: the pairs that a wrong comparison of two words gets wrong.
    private static void PlantThresholds(DiscreteGaussianTable table, Span<ulong> words)
    {
        for (int k = 0; k < table.High.Length; k++)
        {
            ulong borrow = table.Low[k] == 0 ? 1UL : 0;
            words[4 * k] = table.High[k];
            words[(4 * k) + 1] = table.Low[k];
            words[(4 * k) + 2] = table.High[k] - borrow;
            words[(4 * k) + 3] = (table.Low[k] - 1) & long.MaxValue;
        }
    }
}
