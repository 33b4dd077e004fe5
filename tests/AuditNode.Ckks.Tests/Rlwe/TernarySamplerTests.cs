using AuditNode.Ckks.Rlwe;
using AuditNode.Ckks.Tests.Vectors;

namespace AuditNode.Ckks.Tests.Rlwe;

public class TernarySamplerTests
{
    [Fact]
    public void Gives_the_coefficients_and_reads_the_bytes_of_an_independent_implementation()
    {
        var vector = VectorFile.Open("sampling.json").GetProperty("ternary");
        using var stream = FixedSeed.Stream(vector.Text("domain"));
        double[] coefficients = new double[vector.GetProperty("values").GetArrayLength()];
        TernarySampler.Fill(stream, coefficients);
        Assert.Equal(vector.Numbers("values"), coefficients);

        using var skipped = FixedSeed.Stream(vector.Text("domain"));
        skipped.Fill(new byte[vector.GetProperty("consumed").GetInt32()]);
        byte[] expected = new byte[16], next = new byte[16];
        skipped.Fill(expected);
        stream.Fill(next);
        Assert.Equal(expected, next);
    }

    [Fact]
    public void Passes_a_chi_square_test()
    {
        double[] coefficients = new double[300_000];
        using var stream = FixedSeed.Stream("ternary chi-square");
        TernarySampler.Fill(stream, coefficients);
        long[] observed = new long[3];
        foreach (double coefficient in coefficients)
            observed[(int)coefficient + 1]++;

        Assert.Equal(coefficients.Length, coefficients.Count(value => value is -1 or 0 or 1));
        Assert.InRange(ChiSquare.Deviations(observed, [1 / 3.0, 1 / 3.0, 1 / 3.0]), -ChiSquare.Bound, ChiSquare.Bound);
    }

    [Fact]
    public void Refuses_no_stream_and_a_disposed_stream()
    {
        var stream = FixedSeed.Stream("disposed");
        stream.Dispose();
        Assert.Throws<ObjectDisposedException>(() => TernarySampler.Fill(stream, new double[1]));
        Assert.Throws<ArgumentNullException>(() => TernarySampler.Fill(null!, new double[1]));
    }
}
