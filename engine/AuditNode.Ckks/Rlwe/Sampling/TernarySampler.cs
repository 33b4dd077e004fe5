using System.Security.Cryptography;

namespace AuditNode.Ckks.Rlwe;

/// <summary>Draws coefficients exactly uniformly over {-1, 0, 1}: the secrets and the encryption randomness of RLWE.</summary>
/// <remarks>
/// A candidate is the next byte of the stream. 255 is dropped; any other byte b is kept as (b mod 3) - 1, and each of the
/// three values comes from 85 of the 255 bytes. The stream ends up just behind the byte that gave the last coefficient.
/// No branch, index or division depends on a kept byte; which bytes are dropped can be seen from outside, and says nothing of
/// the kept ones, which are independent of them.
/// </remarks>
public static class TernarySampler
{
    private const int BlockLength = 4096;

    /// <summary>Fills a span with independent uniform ternary coefficients.</summary>
    /// <param name="stream">The source of randomness; each candidate takes one of its bytes.</param>
    /// <param name="destination">Any length; receives -1, 0 or 1.</param>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="ObjectDisposedException">The stream was disposed.</exception>
    public static void Fill(RandomStream stream, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<byte> block = stackalloc byte[BlockLength];
        while (!destination.IsEmpty)
        {
            Span<byte> candidates = block[..Math.Min(BlockLength, destination.Length)];
            stream.Fill(candidates);
            destination = destination[Keep(candidates, destination)..];
        }

        CryptographicOperations.ZeroMemory(block);
    }

    private static int Keep(ReadOnlySpan<byte> candidates, Span<double> destination)
    {
        int kept = 0;
        foreach (byte candidate in candidates)
        {
            // 171 / 512 gives floor(b / 3) for every byte: a division instruction may take longer for some operands.
            int quotient = (candidate * 171) >> 9;
            destination[kept] = candidate - (3 * quotient) - 1;
            kept += (candidate - 255) >>> 31;
        }

        return kept;
    }
}
