using System.Text;

namespace AuditNode.Contracts.Generator;

/// <summary>
/// Keccak-256 with its original padding (https://keccak.team/keccak_specs_summary.html), for the selectors and topics in generated
/// documentation. A generator may not load other assemblies, so it cannot use the chain client's.
/// </summary>
internal static class Keccak256
{
    private const int Rate = 136;
    private const int Rounds = 24;

    private static readonly ulong[] RoundConstants = MakeRoundConstants();

    /// <summary>64 lower-case hexadecimal digits: the hash of a text in UTF-8.</summary>
    public static string HashToHex(string text)
    {
        var message = Encoding.UTF8.GetBytes(text);
        var padded = new byte[((message.Length / Rate) + 1) * Rate];
        message.CopyTo(padded, 0);
        padded[message.Length] ^= 0x01;
        padded[padded.Length - 1] ^= 0x80;
        var state = new ulong[25];
        for (var block = 0; block < padded.Length; block += Rate)
        {
            for (var i = 0; i < Rate; i++)
                state[i / 8] ^= (ulong)padded[block + i] << (8 * (i % 8));
            Permute(state);
        }
        var hex = new StringBuilder(64);
        for (var i = 0; i < 32; i++)
            hex.Append(((byte)(state[i / 8] >> (8 * (i % 8)))).ToString("x2"));
        return hex.ToString();
    }

    private static void Permute(ulong[] a)
    {
        var columns = new ulong[5];
        var b = new ulong[25];
        for (var round = 0; round < Rounds; round++)
        {
            for (var x = 0; x < 5; x++)
                columns[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
            for (var i = 0; i < 25; i++)
                a[i] ^= columns[(i + 4) % 5] ^ Rotate(columns[(i + 1) % 5], 1);

            // Rho and pi: lane (x, y) moves to (y, 2x + 3y); the offsets are the triangular numbers along the walk that pi makes.
            b[0] = a[0];
            for (int step = 0, x = 1, y = 0, offset = 0; step < 24; step++)
            {
                offset = (offset + step + 1) % 64;
                var (nextX, nextY) = (y, ((2 * x) + (3 * y)) % 5);
                b[nextX + (5 * nextY)] = Rotate(a[x + (5 * y)], offset);
                (x, y) = (nextX, nextY);
            }
            for (var i = 0; i < 25; i++)
            {
                var row = i - (i % 5);
                a[i] = b[i] ^ (~b[row + ((i + 1) % 5)] & b[row + ((i + 2) % 5)]);
            }
            a[0] ^= RoundConstants[round];
        }
    }

    // Bit 2^j - 1 of a constant is the next output of the shift register x^8 + x^6 + x^5 + x^4 + 1.
    private static ulong[] MakeRoundConstants()
    {
        var constants = new ulong[Rounds];
        var register = 1;
        for (var round = 0; round < Rounds; round++)
        {
            for (var j = 0; j < 7; j++)
            {
                constants[round] |= (ulong)(register & 1) << ((1 << j) - 1);
                register = (register << 1) ^ ((register >> 7) * 0x171);
            }
        }
        return constants;
    }

    private static ulong Rotate(ulong value, int count) => count == 0 ? value : (value << count) | (value >> (64 - count));
}
