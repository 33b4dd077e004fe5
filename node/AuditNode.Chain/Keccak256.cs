using System.Buffers;
using Org.BouncyCastle.Crypto.Digests;

namespace AuditNode.Chain;

/// <summary>
/// Keccak-256 as Ethereum uses it: the Keccak submission with its original padding, not SHA3-256 (Yellow Paper, section 2; FIPS 202
/// changed the padding afterwards).
/// </summary>
public static class Keccak256
{
    /// <summary>Bytes of a digest.</summary>
    public const int ByteCount = 32;

    /// <summary>The digest of the data.</summary>
    public static Bytes32 HashData(ReadOnlySpan<byte> data)
    {
        Span<byte> digest = stackalloc byte[ByteCount];
        HashData(data, digest);
        return Bytes32.FromBytes(digest);
    }

    /// <summary>Writes the digest of the data into the first 32 bytes of the destination, which may overlap the data.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than 32 bytes.</exception>
    public static void HashData(ReadOnlySpan<byte> data, Span<byte> destination)
    {
        if (destination.Length < ByteCount)
            throw new ArgumentException($"A digest takes {ByteCount} bytes, not {destination.Length}.", nameof(destination));
        // The digest wants arrays. What was hashed may be secret (a keystore's derived key), so nothing stays in the pool.
        var input = ArrayPool<byte>.Shared.Rent(data.Length + ByteCount);
        try
        {
            data.CopyTo(input);
            var keccak = new KeccakDigest(8 * ByteCount);
            keccak.BlockUpdate(input, 0, data.Length);
            keccak.DoFinal(input, data.Length);
            input.AsSpan(data.Length, ByteCount).CopyTo(destination);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(input, clearArray: true);
        }
    }
}
