using System.Numerics;
using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Tests.Ring;

public sealed unsafe class MixedRadixTests
{
    public static TheoryData<string, InstructionSet> Bases
    {
        get
        {
            var data = new TheoryData<string, InstructionSet>();
            foreach (string bits in new[] { "20", "50", "50,50", "34,40,20", "50,50,50,50,50,50,50,50,50,50,50,50", "20,20,20,20,20,20,20,20" })
            {
                foreach (InstructionSet set in Enum.GetValues<InstructionSet>()) data.Add(bits, set);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Bases))]
    public void Composes_signed_integers_to_double_precision(string bits, InstructionSet set)
    {
        const int Degree = 1024;
        var basis = new RnsBasis(Degree, NttPrimes.Create(Degree, [.. bits.Split(',').Select(int.Parse)]), set);
        BigInteger q = basis.Moduli.Aggregate(BigInteger.One, (product, m) => product * m.Value);
        int size = (int)q.GetBitLength();
        ulong state = 9;
        var x = new BigInteger[Degree];
        for (int i = 0; i < Degree; i++)
        {
            BigInteger random = 0;
            for (int w = 0; w < size + 64; w += 64) random = random << 64 | TestVectors.Next(ref state);
            x[i] = i switch { < 8 => i, < 16 => (q - 1) / 2 - (i - 8), _ => random % (BigInteger.One << i % size) % ((q + 1) / 2) };
            if (i % 2 != 0) x[i] = -x[i];
        }

        using var polynomial = new RnsPolynomial(basis, basis.Count);
        for (int l = 0; l < basis.Count; l++)
        {
            ulong p = basis[l].Value;
            polynomial.SetLimb(l, [.. x.Select(v => (ulong)((v % p + p) % p))]);
        }

        var composed = KernelTests.Limb(Degree);
        MixedRadix.Compose(polynomial, composed.Pointer);
        for (int i = 0; i < Degree; i++)
        {
            double magnitude = (double)BigInteger.Abs(x[i]);
            // Exact below 2^53; two roundings at every level above that are relative to the result.
            double tolerance = BigInteger.Abs(x[i]) < BigInteger.One << 50 ? 0 : magnitude * basis.Count * Math.ScaleB(1, -50);
            Assert.True(Math.Abs(composed.Pointer[i] - (double)x[i]) <= tolerance, $"{x[i]} became {composed.Pointer[i]:R}.");
        }
    }
}
