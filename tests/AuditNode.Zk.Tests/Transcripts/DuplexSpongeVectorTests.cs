using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Tests.Transcripts;

public sealed class DuplexSpongeVectorTests
{
    public static TheoryData<string> Traces => FiatShamirVector.Ids(() => FiatShamirVector.Shake128, "DuplexSponge", "DecodeUint");

    [VectorTheory]
    [MemberData(nameof(Traces))]
    public void Shake128_sponge_squeezes_what_the_draft_squeezes(string id)
    {
        FiatShamirVector vector = Find(id);

        Assert.Equal(vector.Output, Convert.ToHexStringLower(Replay(vector)));
    }

    [VectorFact]
    public void Session_id_of_a_tag_is_that_of_the_draft()
    {
        FiatShamirVector vector = Find("fiat-shamir/shake128/derive_sid");

        SessionId derived = SessionId.Derive((in SessionId id) => new Shake128Sponge(id), Convert.FromHexString(vector.Tag!));

        Assert.Equal(vector.Output, derived.ToString());
    }

    [VectorFact]
    public void Squeezed_bytes_reduce_to_the_challenge_of_the_draft()
    {
        FiatShamirVector vector = Find("fiat-shamir/shake128/decode_uint");
        byte[] squeezed = Replay(vector);

        Assert.Equal(FiatShamirVector.Integer(vector.Challenge!), TranscriptCodec.DecodeUint(squeezed, vector.ModulusValue));
        Assert.Equal(FiatShamirVector.Integer(vector.Challenge!), Ciphersuite.P256Shake128.DecodeChallenge(squeezed).ToBigInteger());
        Assert.Equal(Scalar<P256>.Order, vector.ModulusValue);
    }

    [VectorFact]
    public void All_vectors_of_the_file_are_run_by_a_test()
    {
        string[] run = ["DuplexSponge", "DecodeUint", "DeriveSessionID", "Sumcheck"];

        Assert.All(FiatShamirVector.Shake128, vector => Assert.Contains(vector.Function, run));
    }

    private static FiatShamirVector Find(string id) => FiatShamirVector.Shake128.Single(vector => vector.Id == id);

    private static byte[] Replay(FiatShamirVector vector)
    {
        using var sponge = new Shake128Sponge(new SessionId(Convert.FromHexString(vector.SessionId!)));
        return SpongeTrace.Run(sponge, vector.Operations!);
    }
}
