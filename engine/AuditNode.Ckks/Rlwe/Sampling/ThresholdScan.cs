using System.Runtime.Intrinsics;

namespace AuditNode.Ckks.Rlwe;

/// <summary>
/// Turns pairs of random words into signed samples by comparing each with every threshold of a table, in time that depends on
/// the number of samples and thresholds alone.
/// </summary>
/// <remarks>
/// The low 63 bits of the first word, then those of the second, are the 126-bit u; the top bit of the first word is the sign;
/// the top bit of the second is not used. All words being below 2^63, the top bit of a difference is its borrow, so "u is below
/// the threshold" is two subtractions and a shift, with no comparison whose outcome a compiler could turn into a branch. The
/// three methods give the same samples.
/// </remarks>
internal static class ThresholdScan
{
    private const ulong WordMask = long.MaxValue;

    // 1.5 * 2^52 and its bits: adding a small signed integer to the bits adds it to the value. Zero comes out as +0 for either sign.
    private const double Shift = 6755399441055744.0;
    private const ulong ShiftBits = 0x4338_0000_0000_0000;

    /// <summary>One sample at a time: two words each.</summary>
    internal static void Scalar(DiscreteGaussianTable table, ReadOnlySpan<ulong> words, Span<double> destination)
    {
        ReadOnlySpan<ulong> highs = table.High;
        ReadOnlySpan<ulong> lows = table.Low.AsSpan(0, highs.Length);
        for (int i = 0; i < destination.Length; i++)
        {
            ulong high = words[2 * i] & WordMask;
            ulong low = words[(2 * i) + 1] & WordMask;
            ulong sign = words[2 * i] >> 63;
            ulong magnitude = (ulong)highs.Length;
            for (int k = 0; k < highs.Length; k++)
                magnitude -= (high - highs[k] - ((low - lows[k]) >> 63)) >> 63;
            ulong sample = (magnitude ^ (0 - sign)) + sign;
            destination[i] = BitConverter.UInt64BitsToDouble(sample + ShiftBits) - Shift;
        }
    }

    /// <summary>Four samples at a time; the number of samples is a multiple of four.</summary>
    internal static void Vector256Bit(DiscreteGaussianTable table, ReadOnlySpan<ulong> words, Span<double> destination)
    {
        ReadOnlySpan<ulong> highs = table.High;
        ReadOnlySpan<ulong> lows = table.Low.AsSpan(0, highs.Length);
        Vector256<ulong> evensFirst = Vector256.Create(0UL, 2, 1, 3);
        Vector256<ulong> mask = Vector256.Create(WordMask);
        for (int i = 0; i < destination.Length; i += Vector256<ulong>.Count)
        {
            Vector256<ulong> left = Vector256.Shuffle(Vector256.Create(words[(2 * i)..]), evensFirst);
            Vector256<ulong> right = Vector256.Shuffle(Vector256.Create(words[((2 * i) + 4)..]), evensFirst);
            Vector256<ulong> first = Vector256.Create(left.GetLower(), right.GetLower());
            Vector256<ulong> high = first & mask;
            Vector256<ulong> low = Vector256.Create(left.GetUpper(), right.GetUpper()) & mask;
            Vector256<ulong> sign = first >>> 63;
            Vector256<ulong> magnitude = Vector256.Create((ulong)highs.Length);
            for (int k = 0; k < highs.Length; k++)
                magnitude -= (high - Vector256.Create(highs[k]) - ((low - Vector256.Create(lows[k])) >>> 63)) >>> 63;
            Vector256<ulong> sample = (magnitude ^ (Vector256<ulong>.Zero - sign)) + sign;
            ((sample + Vector256.Create(ShiftBits)).AsDouble() - Vector256.Create(Shift)).CopyTo(destination[i..]);
        }
    }

    /// <summary>Eight samples at a time; the number of samples is a multiple of eight.</summary>
    internal static void Vector512Bit(DiscreteGaussianTable table, ReadOnlySpan<ulong> words, Span<double> destination)
    {
        ReadOnlySpan<ulong> highs = table.High;
        ReadOnlySpan<ulong> lows = table.Low.AsSpan(0, highs.Length);
        Vector512<ulong> evensFirst = Vector512.Create(0UL, 2, 4, 6, 1, 3, 5, 7);
        Vector512<ulong> mask = Vector512.Create(WordMask);
        for (int i = 0; i < destination.Length; i += Vector512<ulong>.Count)
        {
            Vector512<ulong> left = Vector512.Shuffle(Vector512.Create(words[(2 * i)..]), evensFirst);
            Vector512<ulong> right = Vector512.Shuffle(Vector512.Create(words[((2 * i) + 8)..]), evensFirst);
            Vector512<ulong> first = Vector512.Create(left.GetLower(), right.GetLower());
            Vector512<ulong> high = first & mask;
            Vector512<ulong> low = Vector512.Create(left.GetUpper(), right.GetUpper()) & mask;
            Vector512<ulong> sign = first >>> 63;
            Vector512<ulong> magnitude = Vector512.Create((ulong)highs.Length);
            for (int k = 0; k < highs.Length; k++)
                magnitude -= (high - Vector512.Create(highs[k]) - ((low - Vector512.Create(lows[k])) >>> 63)) >>> 63;
            Vector512<ulong> sample = (magnitude ^ (Vector512<ulong>.Zero - sign)) + sign;
            ((sample + Vector512.Create(ShiftBits)).AsDouble() - Vector512.Create(Shift)).CopyTo(destination[i..]);
        }
    }
}
