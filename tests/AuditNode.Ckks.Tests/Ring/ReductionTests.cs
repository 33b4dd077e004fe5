using System.Numerics;
using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Tests.Ring;

public sealed unsafe class ReductionTests
{
    public static TheoryData<int, InstructionSet> Moduli => KernelTests.Moduli;

    [Theory]
    [MemberData(nameof(Moduli))]
    public void Signed_integers_up_to_2_to_the_100_are_reduced_exactly(int bits, InstructionSet set)
    {
        var integers = new List<double> { 0, -0.0, 1, -1 };
        for (int e = 0; e <= 100; e++)
        {
            double power = Math.ScaleB(1, e);
            integers.AddRange([power, -power, Math.BitDecrement(power), -Math.BitDecrement(power)]);
            ulong[] mantissas = TestVectors.Residues(6, 1UL << 53, seed: (ulong)e);
            for (int i = 0; i < 6; i++)
            {
                double random = Math.Truncate(Math.ScaleB(mantissas[i], e - 53));
                integers.AddRange([random, -random]);
            }
        }

        foreach (Modulus q in KernelTests.PrimesOf(bits))
        {
            // Multiples of p and their neighbours: where a quotient that is off by one would show.
            double[] all = [.. integers.Where(double.IsInteger), q.Value, -(double)q.Value, q.Value - 1.0, 1.0 - q.Value, q.Value + 1.0, q.Value * 8.0, q.Value * -8.0];
            Array.Resize(ref all, (all.Length + 7) / 8 * 8);
            AlignedBuffer a = Doubles(all), d = KernelTests.Limb(all.Length);
            RingKernels.For(set).ReduceSigned(a.Pointer, d.Pointer, all.Length, q);
            for (int i = 0; i < all.Length; i++)
            {
                BigInteger r = new BigInteger(all[i]) % q.Value;
                double expected = (double)(r.Sign < 0 ? r + q.Value : r);
                Assert.True(BitConverter.DoubleToUInt64Bits(expected) == BitConverter.DoubleToUInt64Bits(d.Pointer[i]), $"{all[i]:R} mod {q}: {d.Pointer[i]:R}, not {expected:R}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Moduli))]
    public void Centred_residues_are_reduced_modulo_another_prime(int bits, InstructionSet set)
    {
        Modulus to = KernelTests.PrimesOf(bits)[0];
        foreach (int fromBits in new[] { 20, 32, 34, 40, 48, 49, 50 })
        {
            foreach (Modulus from in KernelTests.PrimesOf(fromBits))
            {
                ulong[] x = [.. KernelTests.Extremes(from.Value), .. TestVectors.Residues(57, from.Value, seed: 5)];
                AlignedBuffer a = KernelTests.Limb(x), d = KernelTests.Limb(x.Length);
                RingKernels.For(set).ReduceCentred(a.Pointer, from, d.Pointer, to, x.Length);
                for (int i = 0; i < x.Length; i++)
                {
                    long centred = x[i] > from.Value / 2 ? (long)x[i] - (long)from.Value : (long)x[i];
                    long r = centred % (long)to.Value;
                    Assert.Equal(r < 0 ? r + (long)to.Value : r, (long)d.Pointer[i]);
                }
            }
        }
    }

    private static AlignedBuffer Doubles(double[] values)
    {
        var buffer = KernelTests.Limb(values.Length);
        values.CopyTo(buffer.Span);
        return buffer;
    }
}
