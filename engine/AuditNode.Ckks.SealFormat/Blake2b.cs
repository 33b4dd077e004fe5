using System.Buffers.Binary;
using System.Numerics;

namespace AuditNode.Ckks.SealFormat;

/// <summary>
/// Unkeyed BLAKE2b (RFC 7693), the hash from which Microsoft SEAL derives its parameter identifiers.
/// .NET has no BLAKE2b of its own.
/// </summary>
internal static class Blake2b
{
    private const int BlockByteCount = 128;
    private const int MaxDigestByteCount = 64;
    private const int RoundCount = 12;

    /// <summary>RFC 7693 section 2.6: the initial state, the same words as SHA-512.</summary>
    private static ReadOnlySpan<ulong> InitialState =>
    [
        0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
        0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
    ];

    /// <summary>RFC 7693 section 2.7: the message word permutations; rounds 10 and 11 use rows 0 and 1 again.</summary>
    private static ReadOnlySpan<byte> Sigma =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3,
        11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4,
        7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8,
        9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13,
        2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9,
        12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11,
        13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10,
        6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5,
        10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0,
    ];

    /// <summary>Writes the digest of <paramref name="message"/> to <paramref name="digest"/>.</summary>
    /// <param name="message">The bytes to hash; may be empty.</param>
    /// <param name="digest">1 to 64 bytes; its length is part of what is hashed. SEAL uses 32.</param>
    /// <exception cref="ArgumentException"><paramref name="digest"/> is empty or longer than 64 bytes.</exception>
    public static void Hash(ReadOnlySpan<byte> message, Span<byte> digest)
    {
        if (digest.Length is < 1 or > MaxDigestByteCount)
            throw new ArgumentException($"A BLAKE2b digest has 1 to {MaxDigestByteCount} bytes, not {digest.Length}.", nameof(digest));

        Span<ulong> state = stackalloc ulong[8];
        InitialState.CopyTo(state);
        // Parameter block, RFC 7693 section 2.5: no key, fanout 1, depth 1.
        state[0] ^= 0x01010000UL ^ (ulong)digest.Length;

        ulong hashed = 0;
        while (message.Length > BlockByteCount)
        {
            hashed += BlockByteCount;
            Compress(state, message[..BlockByteCount], hashed, last: false);
            message = message[BlockByteCount..];
        }

        Span<byte> lastBlock = stackalloc byte[BlockByteCount];
        lastBlock.Clear();
        message.CopyTo(lastBlock);
        Compress(state, lastBlock, hashed + (ulong)message.Length, last: true);

        Span<byte> full = stackalloc byte[MaxDigestByteCount];
        for (var i = 0; i < state.Length; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(full[(8 * i)..], state[i]);
        full[..digest.Length].CopyTo(digest);
    }

    private static void Compress(Span<ulong> state, ReadOnlySpan<byte> block, ulong hashedByteCount, bool last)
    {
        Span<ulong> words = stackalloc ulong[16];
        for (var i = 0; i < words.Length; i++)
            words[i] = BinaryPrimitives.ReadUInt64LittleEndian(block[(8 * i)..]);

        Span<ulong> v = stackalloc ulong[16];
        state.CopyTo(v);
        InitialState.CopyTo(v[8..]);
        v[12] ^= hashedByteCount;
        if (last)
            v[14] = ~v[14];

        for (var round = 0; round < RoundCount; round++)
        {
            var order = Sigma.Slice(16 * (round % 10), 16);
            Mix(v, 0, 4, 8, 12, words[order[0]], words[order[1]]);
            Mix(v, 1, 5, 9, 13, words[order[2]], words[order[3]]);
            Mix(v, 2, 6, 10, 14, words[order[4]], words[order[5]]);
            Mix(v, 3, 7, 11, 15, words[order[6]], words[order[7]]);
            Mix(v, 0, 5, 10, 15, words[order[8]], words[order[9]]);
            Mix(v, 1, 6, 11, 12, words[order[10]], words[order[11]]);
            Mix(v, 2, 7, 8, 13, words[order[12]], words[order[13]]);
            Mix(v, 3, 4, 9, 14, words[order[14]], words[order[15]]);
        }

        for (var i = 0; i < state.Length; i++)
            state[i] ^= v[i] ^ v[i + 8];
    }

    private static void Mix(Span<ulong> v, int a, int b, int c, int d, ulong x, ulong y)
    {
        v[a] += v[b] + x;
        v[d] = BitOperations.RotateRight(v[d] ^ v[a], 32);
        v[c] += v[d];
        v[b] = BitOperations.RotateRight(v[b] ^ v[c], 24);
        v[a] += v[b] + y;
        v[d] = BitOperations.RotateRight(v[d] ^ v[a], 16);
        v[c] += v[d];
        v[b] = BitOperations.RotateRight(v[b] ^ v[c], 63);
    }
}
