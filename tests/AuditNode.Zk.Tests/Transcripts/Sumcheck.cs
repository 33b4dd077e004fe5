using System.Numerics;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Tests.Transcripts;

/// <summary>The example protocol of draft-irtf-cfrg-fiat-shamir, over the field of 2^31 - 1.</summary>
internal static class Sumcheck
{
    private const ulong Modulus = (1UL << 31) - 1;
    private const int ScalarByteCount = 4;

    public static (byte[] Narg, ulong FinalEvaluation) Prove(IDuplexSponge sponge, ulong[] table)
    {
        ulong[] w = [.. table];
        AbsorbInstance(sponge, BitOperations.Log2((uint)w.Length), Sum(w));
        var narg = new List<byte>();
        while (w.Length > 1)
        {
            ulong even = Sum(w.Where((_, i) => i % 2 == 0)), odd = Sum(w.Where((_, i) => i % 2 == 1));
            byte[] message = FieldCodec.Serialize([even, (odd + Modulus - even) % Modulus], Modulus);
            sponge.Absorb(message);
            narg.AddRange(message);
            ulong r = Challenge(sponge);
            w = [.. w.Chunk(2).Select(pair => (pair[0] + (r * ((pair[1] + Modulus - pair[0]) % Modulus))) % Modulus)];
        }

        return ([.. narg], w[0]);
    }

    public static bool Verify(IDuplexSponge sponge, int variables, ulong sum, ReadOnlySpan<byte> narg, ulong finalEvaluation)
    {
        AbsorbInstance(sponge, variables, sum);
        for (int i = 0; i < variables; i++)
        {
            if (!FieldCodec.TryDeserialize(ref narg, Modulus, 2, out BigInteger[] a)) return false;
            if ((a[0] + a[0] + a[1]) % Modulus != sum) return false;
            sponge.Absorb(FieldCodec.Serialize(a, Modulus));
            sum = (ulong)((a[0] + (a[1] * Challenge(sponge))) % Modulus);
        }

        return narg.IsEmpty && sum == finalEvaluation;
    }

    private static void AbsorbInstance(IDuplexSponge sponge, int variables, ulong sum)
    {
        sponge.Absorb(TranscriptCodec.SerializeUint(variables, BigInteger.One << 32));
        sponge.Absorb(TranscriptCodec.SerializeUint(sum, Modulus));
    }

    private static ulong Challenge(IDuplexSponge sponge)
    {
        byte[] squeezed = new byte[ScalarByteCount];
        sponge.Squeeze(squeezed);
        return (ulong)(new BigInteger(squeezed, isUnsigned: true) % Modulus);
    }

    private static ulong Sum(IEnumerable<ulong> values) => values.Aggregate(0UL, (sum, value) => (sum + value) % Modulus);
}
