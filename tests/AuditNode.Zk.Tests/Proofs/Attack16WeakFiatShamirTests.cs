using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Tests.Relations;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Tests.Proofs;

/// <summary>
/// Attack 16: a challenge that does not depend on the whole statement (Bernhard, Pereira, Warinschi 2016, "Frozen Heart"). The forger
/// chooses commitments and responses first, and then the statement that fits them.
/// </summary>
public sealed class Attack16WeakFiatShamirTests
{
    private static readonly Ciphersuite<Bn254> s_suite = Ciphersuite.Bn254Keccak256;

    [Fact]
    public void Attack16_Forged_equality_of_logarithms_passes_without_the_statement_in_the_transcript_and_fails_with_it()
    {
        var inputs = new TestInputs(160);
        GroupElement<Bn254> h = inputs.Element<Bn254>();
        GroupElement<Bn254>[] commitments = [inputs.Element<Bn254>(), inputs.Element<Bn254>()];
        Scalar<Bn254> response = inputs.Scalar<Bn254>();
        byte[] encoded = new byte[128];
        GroupElement<Bn254>.WriteAll(commitments, encoded);
        Scalar<Bn254> inverse = WeakChallenge(encoded).Invert();
        GroupElement<Bn254> x = ((GroupElement<Bn254>.Generator * response) - commitments[0]) * inverse;
        GroupElement<Bn254> y = ((h * response) - commitments[1]) * inverse;
        LinearRelation<Bn254> relation = SampleRelations.ChaumPedersen(h, x, y).Build();
        byte[] forged = [.. encoded, .. response.ToBytes()];

        // x and y have different logarithms: the statement is false.
        Assert.True(WeakVerify(relation, forged));
        Assert.Equal(
            VerificationResult.EquationMismatch, new Verifier<Bn254>(s_suite).VerifyBatchable(SampleProof.BatchableSession, relation, forged));
    }

    [Fact]
    public void Attack16_Weak_verifier_accepts_honest_transcripts_so_that_the_forgery_says_something()
    {
        SampleProof sample = SampleProof.PedersenOpening(new TestInputs(161));
        var weakSuite = new Ciphersuite<Bn254>(
            s_suite.Identifier, (in SessionId id) => new StatementSkippingSponge(id), Scalar<Bn254>.FromUniformBytes);

        byte[] proof = new Prover<Bn254>(weakSuite).ProveBatchable(SampleProof.BatchableSession, sample.Relation, sample.Witness);

        Assert.True(WeakVerify(sample.Relation, proof));
        Assert.Equal(
            VerificationResult.EquationMismatch,
            new Verifier<Bn254>(s_suite).VerifyBatchable(SampleProof.BatchableSession, sample.Relation, proof));
    }

    /// <summary>Everything as it should be, except that the sponge never sees the statement.</summary>
    private static bool WeakVerify(LinearRelation<Bn254> relation, byte[] proof)
    {
        var suite = new Ciphersuite<Bn254>(
            s_suite.Identifier, (in SessionId id) => new StatementSkippingSponge(id), Scalar<Bn254>.FromUniformBytes);
        return new Verifier<Bn254>(suite).VerifyBatchable(SampleProof.BatchableSession, relation, proof) == VerificationResult.Accepted;
    }

    private static Scalar<Bn254> WeakChallenge(byte[] commitments)
    {
        using IDuplexSponge sponge = s_suite.CreateSponge(SampleProof.BatchableSession);
        sponge.Absorb(commitments);
        byte[] squeezed = new byte[Ciphersuite<Bn254>.ChallengeByteCount];
        sponge.Squeeze(squeezed);
        return s_suite.DecodeChallenge(squeezed);
    }

    private sealed class StatementSkippingSponge(in SessionId sessionId) : IDuplexSponge
    {
        private readonly Keccak256Sponge _sponge = new(sessionId);
        private bool _skipped;

        public void Absorb(ReadOnlySpan<byte> data)
        {
            if (_skipped) _sponge.Absorb(data);
            _skipped = true;
        }

        public void Squeeze(Span<byte> destination) => _sponge.Squeeze(destination);

        public void Dispose() => _sponge.Dispose();
    }
}
