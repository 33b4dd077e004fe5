using System.Numerics;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Tests.Ckks;

public class EncoderTests
{
    private readonly Scheme _scheme = Scheme.Shared("N4096-30bit-1");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Values_that_are_not_finite_are_refused_with_their_slot(double value)
    {
        using Plaintext plaintext = _scheme.Encode(SlotVector.Random(16, 1));
        string before = Digest.Of(plaintext);
        Assert.Contains("slot 2 ", Assert.ThrowsAny<ArgumentException>(() => _scheme.Encoder.Encode([1.0, 2.0, value], plaintext)).Message, StringComparison.Ordinal);
        Assert.Contains("slot 1 ", Assert.ThrowsAny<ArgumentException>(() => _scheme.Encoder.Encode([1, new Complex(0, value)], plaintext)).Message, StringComparison.Ordinal);
        Assert.Contains("slot 0 ", Assert.ThrowsAny<ArgumentException>(() => _scheme.Encoder.Encode([new Complex(value, 0)], plaintext)).Message, StringComparison.Ordinal);
        Assert.Equal(before, Digest.Of(plaintext));
    }

    [Theory]
    [InlineData(33.0, 1)] // times 2^30 just above half of a 36-bit prime
    [InlineData(1e300, 2)]
    [InlineData(double.MaxValue, 2)]
    public void Values_too_large_for_scale_and_limbs_are_refused(double value, int limbs)
    {
        using Plaintext plaintext = _scheme.Encode(SlotVector.Random(16, 1));
        string before = Digest.Of(plaintext);
        double[] values = new double[_scheme.SlotCount];
        values.AsSpan().Fill(value);
        Assert.Equal("scale", Assert.Throws<OperandMismatchException>(() => _scheme.Encoder.Encode(values, plaintext, limbs: limbs)).Field);
        for (int i = 0; i < values.Length; i += 3) values[i] = -value; // sums of both signs may become NaN
        if (value > 1e200) Assert.Throws<OperandMismatchException>(() => _scheme.Encoder.Encode(values, plaintext, limbs: limbs));
        Assert.Equal(before, Digest.Of(plaintext));
    }

    [Fact]
    public void The_largest_values_that_fit_come_back()
    {
        double[] values = new double[_scheme.SlotCount];
        values.AsSpan().Fill(-31.9);
        using var plaintext = new Plaintext(_scheme.Context);
        _scheme.Encoder.Encode(values, plaintext, limbs: 1);
        Assert.All(_scheme.Decode(plaintext), z => Assert.True(Complex.Abs(z + 31.9) < 1e-8));
    }

    [Fact]
    public void More_values_than_slots_are_refused()
    {
        using var plaintext = new Plaintext(_scheme.Context);
        int slots = _scheme.SlotCount;
        Assert.Throws<ArgumentException>(() => _scheme.Encoder.Encode(new double[slots + 1], plaintext));
        Assert.Throws<ArgumentException>(() => _scheme.Encoder.Encode(new Complex[slots + 1], plaintext));
        Assert.Throws<ArgumentException>(() => _scheme.Encoder.Decode(plaintext, new double[slots + 1]));
        Assert.Throws<ArgumentException>(() => _scheme.Encoder.Decode(plaintext, new Complex[slots + 1]));
    }

    [Fact]
    public void Slots_beyond_the_values_are_zero_and_real_encoding_is_complex_encoding()
    {
        double[] values = TestVectors.Reals(100, seed: 1);
        using Plaintext real = new(_scheme.Context), complex = new(_scheme.Context);
        _scheme.Encoder.Encode(values, real);
        _scheme.Encoder.Encode([.. values.Select(v => new Complex(v, 0))], complex);
        Assert.Equal(Digest.Of(real), Digest.Of(complex));
        Complex[] decoded = _scheme.Decode(real);
        Assert.True(SlotVector.Distance(decoded[..100], [.. values.Select(v => new Complex(v, 0))]) < 1e-6);
        Assert.True(SlotVector.Distance(decoded[100..], new Complex[_scheme.SlotCount - 100]) < 1e-6);
    }

    [Theory]
    [InlineData(-1.3)]
    [InlineData(1.3)]
    public void Plaintexts_at_the_scale_of_a_product_hold_exact_residues(double value)
    {
        // Quotients by the 40-bit primes from 2^30 to beyond 2^56: the vector reduction once failed between -2^52 and -2^51.
        Scheme scheme = Scheme.Shared("N8192-40bit-3");
        double[] values = new double[scheme.SlotCount];
        values.AsSpan().Fill(value);
        ulong[] residues = new ulong[8192];
        using var plaintext = new Plaintext(scheme.Context);
        for (int bits = 70; bits < 98; bits++)
        {
            scheme.Encoder.Encode(values, plaintext, Math.ScaleB(1, bits));
            BigInteger coefficient = new(Math.ScaleB(value, bits));
            for (int i = 0; i < plaintext.LimbCount; i++)
            {
                ulong q = scheme.Context.Rlwe.Basis[i].Value;
                plaintext.Polynomial.CopyLimbTo(i, residues);
                Assert.Equal((ulong)((coefficient % q + q) % q), Assert.Single(residues.Distinct()));
            }
        }
    }
}
