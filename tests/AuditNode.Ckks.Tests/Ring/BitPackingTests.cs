using System.Numerics;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;
using AuditNode.Ckks.Tests.Rlwe;

namespace AuditNode.Ckks.Tests.Ring;

public class BitPackingTests
{
    private static readonly int[] Counts = [0, 1, 2, 3, 7, 8, 9, 31, 63, 64, 65, 71, 72, 73, 79, 80, 129, 1000];

    public static TheoryData<int> Widths => [.. Enumerable.Range(1, BitPacking.MaximumBits)];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Packs_each_residue_at_its_bit_and_unpacks_it_again(int bits)
    {
        foreach (int count in Counts)
        {
            double[] residues = Residues(count, bits);
            byte[] packed = Pack(residues, bits);

            BigInteger expected = 0;
            for (int i = count - 1; i >= 0; i--)
                expected = (expected << bits) | (ulong)residues[i];
            Assert.Equal(expected, new BigInteger(packed, isUnsigned: true));

            double[] unpacked = new double[count];
            BitPacking.Unpack(packed, bits, 1UL << bits, unpacked);
            Assert.Equal(residues, unpacked);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Refuses_a_residue_at_the_modulus_wherever_it_stands(int bits)
    {
        double[] residues = Residues(100, bits);
        ulong modulus = (ulong)residues.Max() + 1;
        if (modulus == 1UL << bits)
            modulus--;
        for (int i = 0; i < residues.Length; i++)
            residues[i] = Math.Min(residues[i], modulus - 1);
        double[] unpacked = new double[residues.Length];
        for (int position = 0; position < residues.Length; position++)
        {
            double[] changed = [.. residues];
            changed[position] = modulus;
            byte[] packed = Pack(changed, bits);
            var refusal = Assert.Throws<SerializationException>(() => BitPacking.Unpack(packed, bits, modulus, unpacked, "c0"));
            Assert.Equal($"c0[{position}]", refusal.Field);
            Assert.Contains($"0 to {modulus - 1}", refusal.Message, StringComparison.Ordinal);
            Assert.All(unpacked, value => Assert.Equal(0, value));
        }
    }

    [Fact]
    public void Refuses_every_padding_bit_that_is_set()
    {
        for (int bits = 1; bits <= BitPacking.MaximumBits; bits++)
        {
            foreach (int count in Counts)
            {
                byte[] packed = Pack(Residues(count, bits), bits);
                for (int bit = count * bits; bit < 8 * packed.Length; bit++)
                {
                    byte[] changed = [.. packed];
                    changed[^1] |= (byte)(1 << (bit & 7));
                    double[] unpacked = new double[count];
                    Assert.Throws<SerializationException>(() => BitPacking.Unpack(changed, bits, 1UL << bits, unpacked));
                }
            }
        }
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(0.5)]
    [InlineData(2097151.5)]
    [InlineData(2097152.0)]
    [InlineData(4503599627370496.0)]
    [InlineData(1e300)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Refuses_to_pack_what_is_no_residue_of_the_width(double value)
    {
        double[] residues = Residues(150, 21);
        foreach (int position in (int[])[0, 71, 80, 149])
        {
            double[] changed = [.. residues];
            changed[position] = value;
            byte[] packed = new byte[BitPacking.PackedLength(150, 21)];
            var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => BitPacking.Pack(changed, 21, packed));
            Assert.Contains($"Residue {position} ", refusal.Message, StringComparison.Ordinal);
            Assert.All(packed, part => Assert.Equal(0, part));
        }
    }

    [Fact]
    public void Packs_negative_zero_as_zero()
    {
        Assert.Equal([0], Pack([-0.0], 3));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(51)]
    [InlineData(-1)]
    public void Refuses_a_width_out_of_range(int bits)
    {
        Assert.Equal("bits", Assert.Throws<ArgumentOutOfRangeException>(() => BitPacking.PackedLength(1, bits)).ParamName);
        Assert.Equal("bits", Assert.Throws<ArgumentOutOfRangeException>(() => BitPacking.Pack([1], bits, [0])).ParamName);
        Assert.Equal("bits", Assert.Throws<ArgumentOutOfRangeException>(() => BitPacking.Unpack([0], bits, 1, new double[1])).ParamName);
    }

    [Fact]
    public void Refuses_lengths_and_moduli_that_do_not_match()
    {
        Assert.Throws<ArgumentException>(() => BitPacking.Pack([1, 2], 5, new byte[3]));
        Assert.Throws<SerializationException>(() => BitPacking.Unpack(new byte[1], 5, 31, new double[2]));
        Assert.Throws<SerializationException>(() => BitPacking.Unpack(new byte[3], 5, 31, new double[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BitPacking.Unpack(new byte[2], 5, 0, new double[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BitPacking.Unpack(new byte[2], 5, 33, new double[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BitPacking.PackedLength(-1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => BitPacking.PackedLength(int.MaxValue, 50));
    }

    // Uniform residues of the fixed seed, the first and the last at the ends of the range.
    private static double[] Residues(int count, int bits)
    {
        double[] residues = new double[count];
        using RandomStream stream = FixedSeed.Stream("bit packing", (ulong)bits);
        UniformSampler.Fill(stream, 1UL << bits, residues);
        if (count > 1)
        {
            residues[0] = 0;
            residues[^1] = (1UL << bits) - 1;
        }

        return residues;
    }

    private static byte[] Pack(ReadOnlySpan<double> residues, int bits)
    {
        byte[] packed = new byte[BitPacking.PackedLength(residues.Length, bits)];
        BitPacking.Pack(residues, bits, packed);
        return packed;
    }
}
