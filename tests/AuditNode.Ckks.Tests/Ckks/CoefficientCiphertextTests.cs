using System.Numerics;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Tests.Ckks;

public class CoefficientCiphertextTests
{
    private readonly Scheme _scheme = Scheme.Shared("N8192-40bit-3");

    private BigInteger Modulus => RlweParameters.Product(_scheme.Context.Parameters.Rlwe.CiphertextPrimes);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(15)]
    [InlineData(8192)]
    public void Decrypts_the_coefficients_that_a_full_decryption_has(int outputs)
    {
        using Ciphertext a = _scheme.Encrypt(SlotVector.Random(_scheme.SlotCount, 1), seed: 1, limbs: 1);
        using CoefficientCiphertext visible = CoefficientCiphertext.Extract(a, outputs);
        using Plaintext whole = _scheme.Decryptor.Decrypt(a);
        whole.Polynomial.ToCoefficients();
        var residues = new ulong[8192];
        whole.Polynomial.CopyLimbTo(0, residues);
        ulong q = _scheme.Context.Rlwe.Basis[0].Value;
        int stride = CoefficientCiphertext.Stride(8192, outputs);
        Assert.Equal(
            Enumerable.Range(0, outputs).Select(o => residues[o * stride]).Select(r => r > q / 2 ? r - (BigInteger)q : r), visible.Decrypt(_scheme.SecretKey));
    }

    [Fact]
    public void Integers_of_any_length_are_added_and_decrypted_exactly()
    {
        using Ciphertext a = _scheme.Encrypt(SlotVector.Random(16, 1), seed: 1);
        using CoefficientCiphertext c = CoefficientCiphertext.Extract(a, 3);
        BigInteger[] before = c.Decrypt(_scheme.SecretKey);
        BigInteger[] values =
            [0, 1, -1, (BigInteger.One << 62) + 1, -(BigInteger.One << 62) - 1, BigInteger.Pow(3, 80), -BigInteger.Pow(3, 80), Modulus / 3, -(Modulus / 3)];
        foreach (BigInteger value in values)
        {
            c.AddInteger(1, value);
            Assert.Equal([before[0], before[1] + value, before[2]], c.Decrypt(_scheme.SecretKey));
            c.AddInteger(1, -value);
        }

        Assert.Equal(before, c.Decrypt(_scheme.SecretKey));
    }

    [Fact]
    public void The_sum_of_two_decrypts_to_the_sums_of_their_integers()
    {
        using Ciphertext a = _scheme.Encrypt(SlotVector.Random(16, 1), seed: 1), b = _scheme.Encrypt(SlotVector.Random(16, 2), seed: 2);
        using CoefficientCiphertext left = CoefficientCiphertext.Extract(a, 3), right = CoefficientCiphertext.Extract(b, 3);
        BigInteger[] expected = [.. left.Decrypt(_scheme.SecretKey).Zip(right.Decrypt(_scheme.SecretKey), (x, y) => x + y)];
        left.Add(right);
        Assert.Equal(expected, left.Decrypt(_scheme.SecretKey));
    }

    [Fact]
    public void Two_of_different_shapes_are_not_added()
    {
        using Ciphertext a = _scheme.Encrypt(SlotVector.Random(16, 1), seed: 1), shorter = _scheme.Encrypt(SlotVector.Random(16, 1), seed: 1, limbs: 1);
        using CoefficientCiphertext sum = CoefficientCiphertext.Extract(a, 3), outputs = CoefficientCiphertext.Extract(a, 2), limbs = CoefficientCiphertext.Extract(shorter, 3);
        BigInteger[] before = sum.Decrypt(_scheme.SecretKey);
        Assert.Throws<OperandMismatchException>(() => sum.Add(outputs));
        Assert.Throws<OperandMismatchException>(() => sum.Add(limbs));
        Assert.Equal(before, sum.Decrypt(_scheme.SecretKey));
    }

    [Fact]
    public void Beyond_half_the_modulus_integers_wrap_around_or_are_refused_unseen()
    {
        using Ciphertext a = _scheme.Encrypt(SlotVector.Random(16, 1), seed: 1);
        using CoefficientCiphertext c = CoefficientCiphertext.Extract(a, 1);
        BigInteger before = c.Decrypt(_scheme.SecretKey)[0], half = Modulus / 2;
        c.AddInteger(0, half);
        c.AddInteger(0, half);
        Assert.Equal(before - 1, c.Decrypt(_scheme.SecretKey)[0]);
        foreach (BigInteger value in (BigInteger[])[half + 1, -half - 1])
        {
            var error = Assert.Throws<OperandMismatchException>(() => c.AddInteger(0, value));
            Assert.Equal("value", error.Field);
            Assert.DoesNotContain($"{half}", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before - 1, c.Decrypt(_scheme.SecretKey)[0]);
    }

    [Fact]
    public void Attack_7_A_transparent_one_is_not_decrypted()
    {
        using var zero = new Ciphertext(_scheme.Context);
        using CoefficientCiphertext c = CoefficientCiphertext.Extract(zero, 4);
        Assert.True(c.IsTransparent);
        Assert.Equal("ciphertext", Assert.Throws<OperandMismatchException>(() => c.Decrypt(_scheme.SecretKey)).Field);
        Assert.Equal("ciphertext", Assert.Throws<OperandMismatchException>(() => new CoefficientCiphertextSerializer(_scheme.Context).Write(c)).Field);
        c.Polynomial.LimbSpan(0)[4095] = 1;
        Assert.False(c.IsTransparent);
    }

    [Fact]
    public void Indices_and_counts_out_of_range_are_refused()
    {
        using Ciphertext a = _scheme.Encrypt(SlotVector.Random(16, 1), seed: 1), product = new(_scheme.Context);
        using CoefficientCiphertext c = CoefficientCiphertext.Extract(a, 3);
        foreach (int output in (int[])[-1, 3, 4])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => c.AddInteger(output, 1));
            Assert.Throws<ArgumentOutOfRangeException>(() => c.GetResidue(output, 0));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => c.GetResidue(0, c.LimbCount));
        foreach (int outputs in (int[])[0, -1, 8193])
            Assert.Equal("outputs", Assert.Throws<OperandMismatchException>(() => CoefficientCiphertext.Extract(a, outputs)).Field);
        _scheme.Evaluator.Multiply(a, a, product);
        Assert.Equal("size", Assert.Throws<OperandMismatchException>(() => CoefficientCiphertext.Extract(product, 1)).Field);
    }
}
