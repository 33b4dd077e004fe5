using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Tests.Proofs;

/// <summary>Any one bit of proof, statement or session that differs makes the difference.</summary>
public sealed class BitFlipTests
{
    private static readonly Verifier<Bn254> s_verifier = new(Ciphersuite.Bn254Keccak256);

    public static TheoryData<string> Relations => ["discrete logarithm", "opening"];

    [Theory]
    [MemberData(nameof(Relations))]
    public void Every_flipped_bit_of_a_compact_proof_is_rejected(string name)
    {
        SampleProof sample = Sample(name);
        byte[] proof = sample.Compact();

        Assert.Equal(VerificationResult.Accepted, Compact(SampleProof.CompactSession, sample.Relation, proof));
        ForEachFlip(proof, flipped => Compact(SampleProof.CompactSession, sample.Relation, flipped));
    }

    [Theory]
    [MemberData(nameof(Relations))]
    public void Every_flipped_bit_of_a_batchable_proof_is_rejected(string name)
    {
        SampleProof sample = Sample(name);
        byte[] proof = sample.Batchable();

        Assert.Equal(VerificationResult.Accepted, s_verifier.VerifyBatchable(SampleProof.BatchableSession, sample.Relation, proof));
        ForEachFlip(proof, flipped => s_verifier.VerifyBatchable(SampleProof.BatchableSession, sample.Relation, flipped));
    }

    [Theory]
    [MemberData(nameof(Relations))]
    public void Every_flipped_bit_of_the_statement_is_rejected(string name)
    {
        SampleProof sample = Sample(name);
        byte[] proof = sample.Compact();

        ForEachFlip(
            sample.Relation.AsEncoded().ToArray(),
            flipped => LinearRelation<Bn254>.TryRead(flipped, out LinearRelation<Bn254>? other)
                ? Compact(SampleProof.CompactSession, other, proof)
                : VerificationResult.NotVerified);
    }

    [Theory]
    [MemberData(nameof(Relations))]
    public void Every_flipped_bit_of_the_session_id_is_rejected(string name)
    {
        SampleProof sample = Sample(name);
        byte[] proof = sample.Compact();

        ForEachFlip(SampleProof.CompactSession.AsSpan().ToArray(), flipped => Compact(new SessionId(flipped), sample.Relation, proof));
    }

    private static VerificationResult Compact(in SessionId session, LinearRelation<Bn254> relation, byte[] proof) =>
        s_verifier.VerifyCompact(session, relation, proof);

    private static SampleProof Sample(string name)
    {
        var inputs = new TestInputs(42);
        return name == "opening" ? SampleProof.PedersenOpening(inputs) : SampleProof.DiscreteLogarithm(inputs);
    }

    private static void ForEachFlip(byte[] bytes, Func<byte[], VerificationResult> verify)
    {
        for (int bit = 0; bit < 8 * bytes.Length; bit++)
        {
            byte[] flipped = [.. bytes];
            flipped[bit >> 3] ^= (byte)(1 << (bit & 7));

            Assert.True(verify(flipped) != VerificationResult.Accepted, $"bit {bit} {TestSeed.Describe(0)}");
        }
    }
}
