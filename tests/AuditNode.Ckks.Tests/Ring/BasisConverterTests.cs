using System.Numerics;
using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Tests.Ring;

public sealed unsafe class BasisConverterTests
{
    private const int Length = 1024;
    private const int Start = 256;
    private const double Untouched = -12345;

    public static TheoryData<string, InstructionSet> Bases
    {
        get
        {
            var data = new TheoryData<string, InstructionSet>();
            foreach (string bits in new[] { "20", "50", "50,49", "34,34,34", "48,32,50,20", "50,50,50,50,50,50,50,50,50", "50,50,50,50,50,50,50,50,50,50", "20,20,20,20,20,20" })
            {
                foreach (InstructionSet set in Enum.GetValues<InstructionSet>()) data.Add(bits, set);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Bases))]
    public void Integers_up_to_half_the_modulus_are_converted_exactly(string bits, InstructionSet set)
    {
        (Modulus[] from, Modulus[] to) = Split(bits);
        BigInteger q = from.Aggregate(BigInteger.One, (product, m) => product * m.Value);
        BigInteger[] x = Integers(q);
        double[][] converted = Convert(from, to, x, set);
        for (int i = 0; i < x.Length; i++)
        {
            // Within 2^-49 of a half either representative is right, but the same one for every target.
            bool nearHalf = (q - 2 * BigInteger.Abs(x[i])) << 49 < 2 * q;
            BigInteger other = x[i].Sign < 0 ? x[i] + q : x[i] - q;
            BigInteger chosen = nearHalf && converted[0][i] != Residue(x[i], to[0]) ? other : x[i];
            for (int j = 0; j < to.Length; j++) Assert.Equal(Residue(chosen, to[j]), converted[j][i]);
        }
    }

    [Theory]
    [MemberData(nameof(Bases))]
    public void Every_instruction_set_chooses_the_same_representative(string bits, InstructionSet set)
    {
        (Modulus[] from, Modulus[] to) = Split(bits);
        BigInteger q = from.Aggregate(BigInteger.One, (product, m) => product * m.Value);
        BigInteger[] nearHalf = [.. Enumerable.Range(0, Length).Select(i => (i % 2 == 0 ? 1 : -1) * ((q - 1) / 2 - i / 2))];
        Assert.Equal(Convert(from, to, nearHalf, InstructionSet.Portable), Convert(from, to, nearHalf, set));
    }

    [Theory]
    [MemberData(nameof(Bases))]
    public void Only_the_wanted_targets_and_coefficients_are_written(string bits, InstructionSet set)
    {
        (Modulus[] from, Modulus[] to) = Split(bits);
        BigInteger[] x = [.. Enumerable.Range(0, Length).Select(i => (BigInteger)i)];
        double[][] converted = Convert(from, to, x, set, skipped: 1);
        Assert.All(converted[1], value => Assert.Equal(Untouched, value));
        Assert.Equal(x.Select(v => Residue(v, to[0])), converted[0]);
    }

    [Fact]
    public void No_source_primes_and_more_than_ten_are_refused()
    {
        Modulus[] primes = [.. NttPrimes.Descending(256, 50, 12, []).Select(p => new Modulus(p))];
        Assert.Throws<ArgumentOutOfRangeException>(() => new BasisConverter([], primes));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BasisConverter(primes[..11], primes[11..]));
    }

    private static (Modulus[] From, Modulus[] To) Split(string bits)
    {
        ulong[] from = NttPrimes.Create(256, [.. bits.Split(',').Select(int.Parse)]);
        ulong[] to = [.. new[] { 50, 20, 34, 48, 49 }.Select(b => NttPrimes.Descending(256, b, 1, from)[0])];
        return ([.. from.Select(p => new Modulus(p))], [.. to.Select(p => new Modulus(p))]);
    }

    /// <summary>Small ones, random ones of every size, and the extremes.</summary>
    private static BigInteger[] Integers(BigInteger q)
    {
        var x = new BigInteger[Length];
        ulong state = 42;
        int bits = (int)q.GetBitLength();
        for (int i = 0; i < Length; i++)
        {
            BigInteger random = 0;
            for (int w = 0; w < bits + 64; w += 64) random = random << 64 | TestVectors.Next(ref state);
            BigInteger magnitude = i switch
            {
                < 8 => i,
                < 40 => (q - 1) / 2 - (i - 8) / 2,
                < 80 => q / 2 - (q >> (10 + i)),
                _ => random % ((BigInteger.One << (i % bits)) + 1),
            };
            x[i] = (i % 2 == 0 ? 1 : -1) * BigInteger.Min(magnitude, (q - 1) / 2);
        }

        return x;
    }

    private static double[][] Convert(Modulus[] from, Modulus[] to, BigInteger[] x, InstructionSet set, int skipped = -1)
    {
        var buffers = new AlignedBuffer[from.Length + to.Length];
        double** source = stackalloc double*[from.Length];
        double** target = stackalloc double*[to.Length];
        for (int i = 0; i < from.Length; i++)
        {
            source[i] = (buffers[i] = KernelTests.Limb(Start + x.Length)).Pointer;
            for (int c = 0; c < x.Length; c++) source[i][Start + c] = Residue(x[c], from[i]);
        }

        for (int j = 0; j < to.Length; j++)
        {
            AlignedBuffer buffer = buffers[from.Length + j] = KernelTests.Limb(Start + x.Length + 8);
            buffer.Span.Fill(Untouched);
            target[j] = j == skipped ? null : buffer.Pointer;
        }

        var converter = new BasisConverter(from, to);
        RingKernels.For(set).ConvertBasis(converter, source, target, Start, x.Length);
        GC.KeepAlive(converter);
        Assert.All(buffers[from.Length..], b => Assert.Equal((Untouched, Untouched), (b.Pointer[Start - 1], b.Pointer[Start + x.Length])));
        return [.. buffers[from.Length..].Select(b => b.Span.Slice(Start, x.Length).ToArray())];
    }

    private static double Residue(BigInteger x, Modulus p)
    {
        BigInteger r = x % p.Value;
        return (double)(r.Sign < 0 ? r + p.Value : r);
    }
}
