using System.Numerics;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Tests.Transcripts;

public sealed class TranscriptCodecVectorTests
{
    public static TheoryData<string> Ids => FiatShamirVector.Ids(
        () => FiatShamirVector.Codec, "SerializeVarLenString", "SerializeUint", "SerializeField", "DeserializeUint", "DeserializeVarLenString",
        "DeserializeField", "DecodeUint");

    [VectorTheory]
    [MemberData(nameof(Ids))]
    public void Codec_does_what_the_draft_does(string id)
    {
        FiatShamirVector vector = FiatShamirVector.Codec.Single(candidate => candidate.Id == id);
        switch (vector.Function)
        {
            case "SerializeVarLenString":
                SerializesVarLenString(vector);
                break;
            case "SerializeUint":
                SerializesUint(vector);
                break;
            case "SerializeField":
                SerializesScalarOfP256(vector);
                break;
            case "DeserializeUint":
                ReadOnlySpan<byte> integer = vector.InputBytes;
                Assert.True(vector.IsReject);
                Assert.False(TranscriptCodec.TryDeserializeUint(ref integer, vector.ModulusValue, out _));
                break;
            case "DeserializeVarLenString":
                ReadOnlySpan<byte> text = vector.InputBytes;
                Assert.True(vector.IsReject);
                Assert.False(TranscriptCodec.TryDeserializeVarLenString(ref text, out _));
                break;
            case "DeserializeField":
                DeserializesField(vector);
                break;
            default:
                DecodesUint(vector);
                break;
        }
    }

    [VectorFact]
    public void All_vectors_of_the_file_are_run_by_a_test() =>
        Assert.Equal(FiatShamirVector.Codec.Length, ((IEnumerable<object[]>)Ids).Count() + FiatShamirVector.Codec.Count(vector => vector.Function == "Sumcheck"));

    private static void SerializesVarLenString(FiatShamirVector vector)
    {
        byte[] serialized = TranscriptCodec.SerializeVarLenString(vector.InputBytes);
        ReadOnlySpan<byte> unread = serialized;

        Assert.Equal(vector.Output, Convert.ToHexStringLower(serialized));
        Assert.True(TranscriptCodec.TryDeserializeVarLenString(ref unread, out ReadOnlySpan<byte> value));
        Assert.Equal(vector.InputBytes, value.ToArray());
        Assert.True(unread.IsEmpty);
    }

    private static void SerializesUint(FiatShamirVector vector)
    {
        BigInteger number = FiatShamirVector.Integer(vector.Value.GetString()!);
        byte[] serialized = TranscriptCodec.SerializeUint(number, vector.ModulusValue);
        ReadOnlySpan<byte> unread = serialized;

        Assert.Equal(vector.Output, Convert.ToHexStringLower(serialized));
        Assert.True(TranscriptCodec.TryDeserializeUint(ref unread, vector.ModulusValue, out BigInteger read));
        Assert.Equal(number, read);
        Assert.True(unread.IsEmpty);
    }

    private static void SerializesScalarOfP256(FiatShamirVector vector)
    {
        Assert.Equal(Scalar<P256>.Order, vector.ModulusValue);
        Scalar<P256> scalar = Scalar<P256>.FromBigInteger(FiatShamirVector.Integer(vector.Value.GetString()!));

        Assert.Equal(vector.Output, Convert.ToHexStringLower(scalar.ToBytes()));
    }

    private static void DeserializesField(FiatShamirVector vector)
    {
        ReadOnlySpan<byte> unread = vector.InputBytes;
        bool read = FieldCodec.TryDeserialize(ref unread, vector.ModulusValue, vector.ExtensionDegree, out BigInteger[] coordinates);

        Assert.Equal(!vector.IsReject, read);
        if (vector.IsReject) return;
        Assert.Equal(vector.Coordinates!.Select(FiatShamirVector.Integer), coordinates);
        Assert.True(unread.IsEmpty);
    }

    private static void DecodesUint(FiatShamirVector vector)
    {
        Assert.Equal(FiatShamirVector.Integer(vector.Challenge!), TranscriptCodec.DecodeUint(vector.InputBytes, vector.ModulusValue));
        Assert.Equal(FiatShamirVector.Integer(vector.Challenge!), Ciphersuite.P256Shake128.DecodeChallenge(vector.InputBytes).ToBigInteger());
    }
}
