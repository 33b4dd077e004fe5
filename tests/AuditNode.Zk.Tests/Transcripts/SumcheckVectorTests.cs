using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Tests.Transcripts;

public sealed class SumcheckVectorTests
{
    private const string Accepted = "fiat-shamir/shake128/sumcheck";

    public static TheoryData<string> Rejected => SharedVectors.Folder is null
        ? ["absent"]
        : [.. All().Where(vector => vector is { Function: "Sumcheck", IsReject: true }).Select(vector => vector.Id)];

    [VectorFact]
    public void Prover_makes_the_narg_string_of_the_draft()
    {
        FiatShamirVector vector = Find(Accepted);
        SessionId derived = SessionId.Derive((in SessionId id) => new Shake128Sponge(id), Convert.FromHexString(vector.Tag!));
        using var sponge = new Shake128Sponge(derived);

        (byte[] narg, ulong finalEvaluation) = Sumcheck.Prove(sponge, vector.Witness!);

        Assert.Equal(vector.SessionId, derived.ToString());
        Assert.Equal(vector.Narg, Convert.ToHexStringLower(narg));
        Assert.Equal(FiatShamirVector.Integer(vector.FinalEvaluation!), finalEvaluation);
    }

    [VectorFact]
    public void Verifier_accepts_the_valid_narg_string_with_its_evaluation_only()
    {
        FiatShamirVector vector = Find(Accepted);
        ulong evaluation = (ulong)FiatShamirVector.Integer(vector.FinalEvaluation!);

        Assert.True(Verify(vector, evaluation));
        Assert.False(Verify(vector, evaluation + 1));
    }

    [VectorTheory]
    [MemberData(nameof(Rejected))]
    public void Verifier_rejects_what_the_draft_rejects(string id)
    {
        ulong evaluation = (ulong)FiatShamirVector.Integer(Find(Accepted).FinalEvaluation!);

        Assert.False(Verify(Find(id), evaluation));
        Assert.False(Verify(Find(id), 0));
    }

    private static bool Verify(FiatShamirVector vector, ulong finalEvaluation)
    {
        using var sponge = new Shake128Sponge(new SessionId(Convert.FromHexString(vector.SessionId!)));
        return Sumcheck.Verify(
            sponge, vector.NumVariables, (ulong)FiatShamirVector.Integer(vector.ClaimedSum!), Convert.FromHexString(vector.Narg!), finalEvaluation);
    }

    private static FiatShamirVector Find(string id) => All().Single(vector => vector.Id == id);

    private static IEnumerable<FiatShamirVector> All() => FiatShamirVector.Shake128.Concat(FiatShamirVector.Codec);
}
