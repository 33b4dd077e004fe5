using System.Numerics;
using AuditNode.Ckks;

namespace AuditNode.Engine.Tests.Release;

/// <summary>Attack 8: what lies beside the sums: single slots, other coefficients, unused outputs, padding.</summary>
public class Attack8SlotLeakTests
{
    private const int Outputs = 3; // of four that are packed

    /// <summary>Two data sets with the same sums: the second has every vector backwards.</summary>
    private static (double[][] First, double[][] Second) EqualSums(ReleaseScheme s)
    {
        double[][] values = s.Values(1);
        return (values, [.. values.Select(v => v.AsEnumerable().Reverse().ToArray())]);
    }

    [Fact]
    public void Attack8_Whoever_gets_the_whole_packed_ciphertext_tells_data_sets_with_equal_sums_apart()
    {
        // The control: why the other coefficients must not be sent.
        using var s = new ReleaseScheme(Outputs);
        (double[][] first, double[][] second) = EqualSums(s);
        using Ciphertext a = s.Pack(first), b = s.Pack(second);
        using CoefficientCiphertext wholeA = CoefficientCiphertext.Extract(a, s.Degree), wholeB = CoefficientCiphertext.Extract(b, s.Degree);
        BigInteger[] x = wholeA.Decrypt(s.SecretKey), y = wholeB.Decrypt(s.SecretKey);
        int stride = s.Degree / 4;
        for (int o = 0; o < Outputs; o++) Assert.InRange((double)BigInteger.Abs(x[o * stride] - y[o * stride]), 0, 2 * s.Bound.Error);
        Assert.True(Enumerable.Range(0, s.Degree).Count(i => (double)BigInteger.Abs(x[i] - y[i]) > 4 * s.Bound.Error) > s.Degree / 2);
    }

    [Fact]
    public void Attack8_A_message_has_no_room_for_anything_but_the_outputs()
    {
        using var s = new ReleaseScheme(Outputs);
        (double[][] first, _) = EqualSums(s);
        using Ciphertext packed = s.Pack(first);
        byte[] message = s.Message(packed);
        // Envelope, fields, c_1 whole; then three residues of 36 and of 30 bits.
        Assert.Equal(79 + 13 + 4096 / 8 * (36 + 30) + 14 + 12, message.Length);
        using CoefficientCiphertext read = s.Read(message);
        Assert.Equal(Outputs, read.Decrypt(s.SecretKey).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => read.GetResidue(Outputs, 0));
    }

    [Fact]
    public void Attack8_The_second_polynomial_depends_on_the_data_until_an_encryption_of_zero_is_added()
    {
        using var s = new ReleaseScheme(Outputs);
        (double[][] first, _) = EqualSums(s);
        using Ciphertext packed = s.Pack(first);
        using CoefficientCiphertext plain = CoefficientCiphertext.Extract(packed, Outputs), again = CoefficientCiphertext.Extract(packed, Outputs);
        Assert.Equal(s.Write(plain), s.Write(again));

        using CoefficientCiphertext a = s.Mask(packed), b = s.Mask(packed);
        ulong[] x = Evaluations(a), y = Evaluations(b), z = Evaluations(plain);
        // Uniform residues of 36 bits coincide in one of 8,192 places with probability 2^-23, in two with 2^-47.
        Assert.InRange(x.Zip(y).Count(p => p.First == p.Second) + x.Zip(z).Count(p => p.First == p.Second), 0, 1);
    }

    [Fact]
    public void Attack8_What_the_key_holder_gets_is_distributed_alike_for_data_sets_with_equal_sums()
    {
        using var s = new ReleaseScheme(Outputs);
        (double[][] first, double[][] second) = EqualSums(s);
        using Ciphertext a = s.Pack(first), b = s.Pack(second);
        const int Bins = 64, Messages = 24;
        double[] exact = s.Exact(first);
        double[] differences = new double[Bins];
        foreach ((Ciphertext packed, int sign) in (ReadOnlySpan<(Ciphertext, int)>)[(a, 1), (b, -1)])
        {
            for (int i = 0; i < Messages; i++)
            {
                using CoefficientCiphertext masked = s.Mask(packed);
                foreach (ulong residue in Phase(s, masked)) differences[Bin(s, residue, Bins)] += sign;
                BigInteger[] integers = masked.Decrypt(s.SecretKey);
                for (int o = 0; o < Outputs; o++) Assert.InRange(Math.Abs((double)integers[o] - exact[o]), 0, s.Bound.Error);
            }
        }

        // The key holder can compute c_1 s, the only thing in which the hidden coefficients could show. Over each bin the two counts differ
        // with variance 2 n / bins; the sum of 64 squares of normal variables stays below 165 with probability 1 - 2^-33.
        double statistic = differences.Sum(d => d * d) / (2.0 * Messages * s.Degree / Bins);
        Assert.InRange(statistic, 16, 165);
    }

    [Fact]
    public void Attack8_What_stands_in_padding_slots_is_masked_before_the_sum()
    {
        using var s = new ReleaseScheme(1);
        const int Records = 100;
        double[] values = s.Values(1)[0], padded = [.. values[..Records], .. values[Records..].Select(v => v * 0.9 + 0.05)];
        double[] mask = new double[s.Context.SlotCount];
        mask.AsSpan(0, Records).Fill(1);
        using var plaintext = new Plaintext(s.Context);
        new CkksEncoder(s.Context).Encode(mask, plaintext);
        double[] sums = [.. new[] { values, padded }.Select(v =>
        {
            using Ciphertext x = s.Encrypt(v);
            s.Evaluator.MultiplyPlain(x, plaintext, x);
            s.Evaluator.Rescale(x, x);
            using CoefficientCiphertext c = CoefficientCiphertext.Extract(x, 1);
            return (double)c.Decrypt(s.SecretKey)[0] * s.Context.SlotCount / x.Scale;
        })];
        CkksParameters p = s.Context.Parameters;
        CoefficientBound bound = NoiseBound.Encode(p, 1).EncryptPublicKey().Multiply(NoiseBound.Encode(p, 1)).Rescale().Pack(1);
        Assert.All(sums, sum => Assert.Equal(values.Take(Records).Sum(), sum, bound.ValueError));
        Assert.True(Math.Abs(values.Sum() - values.Take(Records).Sum()) > 4 * bound.ValueError && Math.Abs(padded.Sum() - values.Sum()) > 4 * bound.ValueError);
    }

    private static ulong[] Evaluations(CoefficientCiphertext c)
    {
        var residues = new ulong[c.Polynomial.Basis.Degree];
        c.Polynomial.CopyLimbTo(0, residues);
        return residues;
    }

    /// <summary>c_1 s modulo the first prime, as evaluations.</summary>
    private static IEnumerable<ulong> Phase(ReleaseScheme s, CoefficientCiphertext c)
    {
        var key = new ulong[s.Degree];
        s.SecretKey.CopyEvaluationsTo(0, key);
        ulong q = s.Context.Parameters.Rlwe.CiphertextPrimes[0];
        return Evaluations(c).Zip(key, (x, k) => (ulong)((UInt128)x * k % q));
    }

    private static int Bin(ReleaseScheme s, ulong residue, int bins) => (int)((UInt128)residue * (ulong)bins / s.Context.Parameters.Rlwe.CiphertextPrimes[0]);
}
