using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace AuditNode.Chain.Keystore;

/// <summary>
/// scrypt (RFC 7914). BouncyCastle's refuses r = 1 with n of 65536 or more, as the RFC does, but key files with such parameters exist:
/// the published test vector of Web3 Secret Storage is one.
/// </summary>
internal static class Scrypt
{
    private const int Rows = 4;
    private const int WordsPerBlock = 16;

    /// <summary>Derives bytes (RFC 7914, section 6); the caller has checked the parameters.</summary>
    public static byte[] Derive(byte[] passphrase, byte[] salt, ScryptParameters cost, int length)
    {
        var blockCount = 2 * cost.R;
        var byteCount = blockCount * cost.P * WordsPerBlock * sizeof(uint);
        var bytes = Rfc2898DeriveBytes.Pbkdf2(passphrase, salt, 1, HashAlgorithmName.SHA256, byteCount);
        var table = GC.AllocateUninitializedArray<Vector128<uint>>(blockCount * Rows * cost.N);
        var state = new Vector128<uint>[blockCount * Rows];
        var spare = new Vector128<uint>[blockCount * Rows];
        var words = MemoryMarshal.Cast<byte, uint>(bytes.AsSpan());
        for (var i = 0; i < cost.P; i++)
        {
            var part = words.Slice(i * blockCount * WordsPerBlock, blockCount * WordsPerBlock);
            Load(part, state);
            Mix(state, spare, table, cost.N);
            Store(state, part);
        }
        var key = Rfc2898DeriveBytes.Pbkdf2(passphrase, bytes, 1, HashAlgorithmName.SHA256, length);
        CryptographicOperations.ZeroMemory(bytes);
        Array.Clear(table);
        Array.Clear(state);
        Array.Clear(spare);
        return key;
    }

    /// <summary>scryptROMix, section 5.</summary>
    private static void Mix(Vector128<uint>[] state, Vector128<uint>[] spare, Vector128<uint>[] table, int n)
    {
        for (var i = 0; i < n; i++)
        {
            state.CopyTo(table, i * state.Length);
            MixBlocks(state, spare);
            spare.CopyTo(state, 0);
        }
        for (var i = 0; i < n; i++)
        {
            // n is a power of two, so the low word of the number that the last block holds is enough.
            var entry = table.AsSpan((int)(state[^Rows].ToScalar() & (uint)(n - 1)) * state.Length, state.Length);
            for (var j = 0; j < state.Length; j++)
                state[j] ^= entry[j];
            MixBlocks(state, spare);
            spare.CopyTo(state, 0);
        }
    }

    /// <summary>scryptBlockMix, section 4.</summary>
    private static void MixBlocks(ReadOnlySpan<Vector128<uint>> input, Span<Vector128<uint>> output)
    {
        var (x0, x1, x2, x3) = (input[^4], input[^3], input[^2], input[^1]);
        var half = input.Length / 2;
        for (var i = 0; i < input.Length; i += Rows)
        {
            var (y0, y1, y2, y3) = (x0 ^ input[i], x1 ^ input[i + 1], x2 ^ input[i + 2], x3 ^ input[i + 3]);
            (x0, x1, x2, x3) = (y0, y1, y2, y3);
            for (var round = 0; round < 8; round += 2)
            {
                QuarterRounds(ref x0, ref x1, ref x2, ref x3);
                // The diagonals of rows become those of columns.
                (x1, x2, x3) = (Turn(x1, 3), Turn(x2, 2), Turn(x3, 1));
                QuarterRounds(ref x0, ref x3, ref x2, ref x1);
                (x1, x2, x3) = (Turn(x1, 1), Turn(x2, 2), Turn(x3, 3));
            }
            (x0, x1, x2, x3) = (x0 + y0, x1 + y1, x2 + y2, x3 + y3);
            // Blocks with an even number come first, then the others.
            var place = output[((i / Rows % 2 * half) + (i / Rows / 2 * Rows))..];
            (place[0], place[1], place[2], place[3]) = (x0, x1, x2, x3);
        }
    }

    // Four quarter rounds of Salsa20 at once (https://cr.yp.to/snuffle/spec.pdf, section 3), on the diagonals of the block.
    private static void QuarterRounds(ref Vector128<uint> a, ref Vector128<uint> b, ref Vector128<uint> c, ref Vector128<uint> d)
    {
        b ^= Rotate(a + d, 7);
        c ^= Rotate(b + a, 9);
        d ^= Rotate(c + b, 13);
        a ^= Rotate(d + c, 18);
    }

    private static Vector128<uint> Rotate(Vector128<uint> value, int bits) => (value << bits) | (value >>> (32 - bits));

    private static Vector128<uint> Turn(Vector128<uint> value, int by) => by switch
    {
        1 => Vector128.Shuffle(value, Vector128.Create(1u, 2, 3, 0)),
        2 => Vector128.Shuffle(value, Vector128.Create(2u, 3, 0, 1)),
        _ => Vector128.Shuffle(value, Vector128.Create(3u, 0, 1, 2)),
    };

    // Words in the order of the diagonals: 0, 5, 10, 15, 4, 9, ...
    private static void Load(ReadOnlySpan<uint> words, Span<Vector128<uint>> state)
    {
        var lanes = MemoryMarshal.Cast<Vector128<uint>, uint>(state);
        for (var i = 0; i < words.Length; i++)
            lanes[i] = LittleEndian(words[(i & ~(WordsPerBlock - 1)) + (5 * i % WordsPerBlock)]);
    }

    private static void Store(ReadOnlySpan<Vector128<uint>> state, Span<uint> words)
    {
        var lanes = MemoryMarshal.Cast<Vector128<uint>, uint>(state);
        for (var i = 0; i < words.Length; i++)
            words[(i & ~(WordsPerBlock - 1)) + (5 * i % WordsPerBlock)] = LittleEndian(lanes[i]);
    }

    private static uint LittleEndian(uint word) =>
        BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word);
}
