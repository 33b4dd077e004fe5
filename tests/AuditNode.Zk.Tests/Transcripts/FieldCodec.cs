using System.Numerics;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Tests.Transcripts;

/// <summary>SerializeField and DeserializeField for extension fields, which only the draft's vectors use.</summary>
internal static class FieldCodec
{
    public static byte[] Serialize(BigInteger[] coordinates, BigInteger modulus) =>
        [.. coordinates.SelectMany(coordinate => TranscriptCodec.SerializeUint(coordinate, modulus))];

    public static bool TryDeserialize(ref ReadOnlySpan<byte> unread, BigInteger modulus, int degree, out BigInteger[] coordinates)
    {
        coordinates = new BigInteger[degree];
        for (int i = 0; i < degree; i++)
        {
            if (!TranscriptCodec.TryDeserializeUint(ref unread, modulus, out coordinates[i])) return false;
        }

        return true;
    }
}
