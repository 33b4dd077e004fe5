using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AuditNode.Ckks.Rlwe;

/// <summary>Draws residues exactly uniformly over [0, p).</summary>
/// <remarks>
/// A candidate is the low ceil(log2 p) bits of the next eight bytes of the stream, read as a little-endian word. One below p
/// is kept, any other is dropped, and the kept ones fill the destination in order. The stream ends up just behind the
/// candidate that gave the last residue, so the residues depend on the stream alone, not on the machine or on how a
/// polynomial is cut into calls. Which candidates are dropped says nothing of the kept ones: the words are independent.
/// </remarks>
public static class UniformSampler
{
    /// <summary>The largest modulus: residues are exact in double arithmetic below 2^50.</summary>
    public const ulong MaximumModulus = 1UL << 50;

    private const int BlockWords = 512;

    // 2^52: a double in [2^52, 2^53) holds its integer in the low 52 bits.
    private const double Shift = 4503599627370496.0;
    private const ulong ShiftBits = 0x4330_0000_0000_0000;

    /// <summary>Fills a span with independent uniform residues.</summary>
    /// <param name="stream">The source of randomness; each candidate takes eight of its bytes.</param>
    /// <param name="modulus">p, 2 to 2^50.</param>
    /// <param name="destination">Any length; receives integers in [0, p).</param>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The modulus is outside 2 to 2^50.</exception>
    /// <exception cref="ObjectDisposedException">The stream was disposed.</exception>
    public static void Fill(RandomStream stream, ulong modulus, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (modulus is < 2 or > MaximumModulus)
            throw new ArgumentOutOfRangeException(nameof(modulus), modulus, "The modulus must be 2 to 2^50.");

        ulong mask = ulong.MaxValue >> BitOperations.LeadingZeroCount(modulus - 1);
        Span<ulong> block = stackalloc ulong[BlockWords];
        while (!destination.IsEmpty)
        {
            // Never more candidates than residues still wanted: the stream is not read past the last one kept.
            Span<ulong> candidates = block[..Math.Min(BlockWords, destination.Length)];
            stream.FillWords(candidates);
            destination = destination[Keep(candidates, mask, modulus, destination)..];
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(block));
    }

    // Each candidate is written and the next one overwrites it unless it was kept: for p just above a power of two half of
    // them are dropped, and a branch would be mispredicted as often.
    private static int Keep(ReadOnlySpan<ulong> candidates, ulong mask, ulong modulus, Span<double> destination)
    {
        int kept = 0;
        foreach (ulong word in candidates)
        {
            ulong candidate = word & mask;
            destination[kept] = BitConverter.UInt64BitsToDouble(candidate | ShiftBits) - Shift;
            kept += (int)((candidate - modulus) >> 63);
        }

        return kept;
    }
}
