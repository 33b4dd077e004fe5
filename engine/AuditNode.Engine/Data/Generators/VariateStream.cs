using System.Buffers.Binary;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Data.Generators;

/// <summary>
/// Uniform and normal doubles for made-up data, the same on every machine for the same seed: only IEEE 754 arithmetic that is correctly
/// rounded. For test data only. Privacy needs noise whose distribution is exact on integers; a double's is not (its low bits depend on
/// its size).
/// </summary>
internal sealed class VariateStream : IDisposable
{
    private readonly RandomStream _random;
    private readonly byte[] _word = new byte[8];
    private double? _spare;

    public VariateStream(ReadOnlySpan<byte> seed, string domain, ulong index = 0) => _random = new RandomStream(seed, domain, index);

    /// <summary>A 32-byte seed: the number, little-endian, and zeros.</summary>
    public static byte[] Seed(ulong number)
    {
        var seed = new byte[RandomStream.SeedLength];
        BinaryPrimitives.WriteUInt64LittleEndian(seed, number);
        return seed;
    }

    public ulong NextWord()
    {
        _random.Fill(_word);
        return BinaryPrimitives.ReadUInt64LittleEndian(_word);
    }

    /// <summary>One of the 2^53 multiples of 2^-53 in [0, 1), all equally likely.</summary>
    public double NextUniform() => (NextWord() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform from lower to upper.</summary>
    public double NextUniform(double lower, double upper) => lower + (upper - lower) * NextUniform();

    /// <summary>0 to bound - 1, all equally likely: words from the incomplete last stretch are drawn again.</summary>
    public int NextInteger(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        ulong stretch = ulong.MaxValue / (ulong)bound * (ulong)bound;
        ulong word;
        do word = NextWord();
        while (word >= stretch);
        return (int)(word % (ulong)bound);
    }

    /// <summary>Normal with mean 0 and variance 1: the polar method (G. Marsaglia, T. A. Bray, SIAM Review 6(3), 1964).</summary>
    public double NextNormal()
    {
        if (_spare is { } spare)
        {
            _spare = null;
            return spare;
        }

        double x, y, square;
        do
        {
            (x, y) = (2 * NextUniform() - 1, 2 * NextUniform() - 1);
            square = x * x + y * y;
        }
        while (square is >= 1 or 0);
        double factor = Math.Sqrt(-2 * NaturalLogarithm(square) / square);
        _spare = y * factor;
        return x * factor;
    }

    /// <summary>Puts a list in an order that is uniform over all orders (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextInteger(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    public T Pick<T>(IReadOnlyList<T> items) => items[NextInteger(items.Count)];

    public void Dispose() => _random.Dispose();

    /// <summary>
    /// ln x to within 1e-15 for normal x > 0: x = m 2^e with m between sqrt(1/2) and sqrt(2), and ln m = 2 artanh((m - 1) / (m + 1)) by its
    /// power series, whose argument is at most 0.172. The class library's logarithm differs between machines.
    /// </summary>
    internal static double NaturalLogarithm(double x)
    {
        int exponent = Math.ILogB(x);
        double m = Math.ScaleB(x, -exponent);
        if (m > 1.4142135623730951) (m, exponent) = (m / 2, exponent + 1);
        double t = (m - 1) / (m + 1), square = t * t, sum = 0;
        for (int odd = 25; odd >= 1; odd -= 2) sum = sum * square + 1.0 / odd;
        return exponent * 0.6931471805599453 + 2 * t * sum;
    }
}
