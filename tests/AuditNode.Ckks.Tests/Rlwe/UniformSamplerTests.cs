using AuditNode.Ckks.Rlwe;
using AuditNode.Ckks.Tests.Vectors;

namespace AuditNode.Ckks.Tests.Rlwe;

public class UniformSamplerTests
{
    [Fact]
    public void Gives_the_residues_and_reads_the_bytes_of_an_independent_implementation()
    {
        foreach (var vector in VectorFile.Open("sampling.json").GetProperty("uniform").EnumerateArray())
        {
            using var stream = FixedSeed.Stream(vector.Text("domain"));
            double[] residues = new double[vector.GetProperty("values").GetArrayLength()];
            UniformSampler.Fill(stream, vector.GetProperty("modulus").GetUInt64(), residues);
            Assert.Equal(vector.Numbers("values"), residues);

            using var skipped = FixedSeed.Stream(vector.Text("domain"));
            skipped.Fill(new byte[vector.GetProperty("consumed").GetInt32()]);
            Assert.Equal(NextBytes(skipped), NextBytes(stream));
        }
    }

    [Theory]
    [InlineData((1UL << 50) - 27)]
    [InlineData((1UL << 40) + 1)]
    [InlineData(3UL)]
    public void Does_not_depend_on_how_it_is_cut_into_calls(ulong modulus)
    {
        double[] whole = new double[5000];
        double[] parts = new double[whole.Length];
        using var first = FixedSeed.Stream("cut");
        using var second = FixedSeed.Stream("cut");
        UniformSampler.Fill(first, modulus, whole);
        for (int offset = 0; offset < parts.Length; offset += 777)
            UniformSampler.Fill(second, modulus, parts.AsSpan(offset, Math.Min(777, parts.Length - offset)));

        Assert.Equal(whole, parts);
        Assert.Equal(NextBytes(first), NextBytes(second));
    }

    [Theory]
    [InlineData(2UL)]
    [InlineData(3UL)]
    [InlineData(97UL)]
    [InlineData(129UL)]
    public void Small_moduli_pass_a_chi_square_test(ulong modulus)
    {
        double[] residues = new double[200_000];
        using var stream = FixedSeed.Stream("uniform chi-square", modulus);
        UniformSampler.Fill(stream, modulus, residues);
        long[] observed = new long[modulus];
        foreach (double residue in residues)
            observed[(int)residue]++;

        double[] probabilities = [.. observed.Select(_ => 1.0 / modulus)];
        Assert.InRange(ChiSquare.Deviations(observed, probabilities), -ChiSquare.Bound, ChiSquare.Bound);
    }

    [Theory]
    [InlineData((1UL << 50) - 27)]
    [InlineData((1UL << 49) + 1)]
    [InlineData(1UL << 50)]
    public void Large_moduli_pass_a_chi_square_test_over_64_intervals(ulong modulus)
    {
        double[] residues = new double[200_000];
        using var stream = FixedSeed.Stream("uniform intervals", modulus);
        UniformSampler.Fill(stream, modulus, residues);
        long[] observed = new long[64];
        foreach (double residue in residues)
        {
            Assert.True(residue >= 0 && residue < modulus && residue == Math.Floor(residue));
            observed[(int)(residue * 64 / modulus)]++;
        }

        double[] probabilities = [.. observed.Select(_ => 1.0 / 64)];
        Assert.InRange(ChiSquare.Deviations(observed, probabilities), -ChiSquare.Bound, ChiSquare.Bound);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(1UL)]
    [InlineData((1UL << 50) + 1)]
    [InlineData(ulong.MaxValue)]
    public void Refuses_a_modulus_out_of_range(ulong modulus)
    {
        using var stream = FixedSeed.Stream("range");
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => UniformSampler.Fill(stream, modulus, new double[1]));
        Assert.Equal("modulus", refusal.ParamName);
        Assert.Contains("2 to 2^50", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_no_stream_and_a_disposed_stream()
    {
        var stream = FixedSeed.Stream("disposed");
        stream.Dispose();
        Assert.Throws<ObjectDisposedException>(() => UniformSampler.Fill(stream, 17, new double[1]));
        Assert.Throws<ArgumentNullException>(() => UniformSampler.Fill(null!, 17, new double[1]));
    }

    private static byte[] NextBytes(RandomStream stream)
    {
        byte[] bytes = new byte[16];
        stream.Fill(bytes);
        return bytes;
    }
}
