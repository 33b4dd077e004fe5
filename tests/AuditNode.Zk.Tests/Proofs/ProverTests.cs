using System.Security.Cryptography;
using System.Text;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Tests.Relations;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Tests.Proofs;

public sealed class ProverTests
{
    private static readonly Ciphersuite<Bn254> s_suite = Ciphersuite.Bn254Keccak256;
    private static readonly Prover<Bn254> s_prover = new(s_suite);
    private readonly TestInputs _inputs = new(60);

    [Fact]
    public void Wrong_witness_is_refused_with_the_equation_that_it_breaks()
    {
        Scalar<Bn254> x = _inputs.Scalar<Bn254>();
        GroupElement<Bn254> h = _inputs.Element<Bn254>();
        LinearRelation<Bn254> relation =
            SampleRelations.ChaumPedersen(h, GroupElement<Bn254>.MultiplyGenerator(x), h * (x + Scalar<Bn254>.One)).Build();

        var refused = Assert.Throws<UnsatisfiedRelationException>(() => s_prover.ProveCompact(SampleProof.CompactSession, relation, [x]));

        Assert.Equal(1, refused.Equation);
    }

    [Fact]
    public void Invalid_relation_is_refused_with_the_check_that_it_fails()
    {
        LinearRelation<Bn254> relation = SampleRelations.DiscreteLogarithm(GroupElement<Bn254>.Identity).Build();

        var refused = Assert.Throws<InvalidInstanceException>(
            () => s_prover.ProveBatchable(SampleProof.BatchableSession, relation, [Scalar<Bn254>.Zero]));

        Assert.Equal(InstanceCheck.NoIdentityElement, refused.FailedCheck);
    }

    [Fact]
    public void Witness_of_another_length_is_refused()
    {
        SampleProof sample = SampleProof.PedersenOpening(_inputs);

        Assert.Equal(
            "witness",
            Assert.Throws<ProofParameterException>(
                () => s_prover.ProveCompact(SampleProof.CompactSession, sample.Relation, sample.Witness.AsSpan(1))).Field);
    }

    [Theory]
    [InlineData("app-DSFS-with-sigma-proofs_Keccak256_BN254")]
    [InlineData("app-CMPT-with-sigma-proofs_Shake128_P256")]
    public void Tag_without_flavor_or_suite_is_refused(string tag)
    {
        SampleProof sample = SampleProof.DiscreteLogarithm(_inputs);
        byte[] bytes = Encoding.ASCII.GetBytes(tag);

        Assert.Equal("tag", Assert.Throws<ProofParameterException>(() => s_prover.ProveCompact(bytes, sample.Relation, sample.Witness)).Field);
        Assert.Equal(
            "tag",
            Assert.Throws<ProofParameterException>(
                () => new Verifier<Bn254>(s_suite).VerifyCompact(bytes, sample.Relation, sample.Compact())).Field);
    }

    [Fact]
    public void Challenge_of_zero_is_never_answered()
    {
        // A suite that decodes to zero first: the prover must take new nonces, not answer with the nonce itself.
        int decoded = 0;
        var suite = new Ciphersuite<Bn254>(
            s_suite.Identifier, (in SessionId id) => new Keccak256Sponge(id),
            squeezed => decoded++ == 0 ? Scalar<Bn254>.Zero : Scalar<Bn254>.FromUniformBytes(squeezed));
        SampleProof sample = SampleProof.DiscreteLogarithm(_inputs);
        var nonces = new RecordingNonces(new SyntheticNonces<Bn254>(suite, static bytes => bytes.Clear()));

        byte[] proof = new Prover<Bn254>(suite, nonces).ProveCompact(SampleProof.CompactSession, sample.Relation, sample.Witness);

        Assert.Equal(2, nonces.Taken.Distinct().Count());
        Assert.Equal(VerificationResult.Accepted, new Verifier<Bn254>(s_suite).VerifyCompact(SampleProof.CompactSession, sample.Relation, proof));
    }

    [Fact]
    public void Source_of_zero_nonces_is_given_up()
    {
        SampleProof sample = SampleProof.DiscreteLogarithm(_inputs);
        var prover = new Prover<Bn254>(s_suite, new ConstantNonces(Scalar<Bn254>.Zero));

        Assert.Throws<CryptographicException>(() => prover.ProveCompact(SampleProof.CompactSession, sample.Relation, sample.Witness));
    }

    [Fact]
    public void Transcript_absorbs_session_statement_and_commitments_and_nothing_else()
    {
        var sponges = new List<RecordingSponge>();
        var suite = new Ciphersuite<Bn254>(
            s_suite.Identifier,
            (in SessionId id) =>
            {
                sponges.Add(new RecordingSponge(id));
                return sponges[^1];
            },
            Scalar<Bn254>.FromUniformBytes);
        SampleProof sample = SampleProof.PedersenOpening(_inputs);

        byte[] proof = new Prover<Bn254>(suite).ProveBatchable(SampleProof.BatchableSession, sample.Relation, sample.Witness);

        RecordingSponge sponge = Assert.Single(sponges);
        Assert.Equal(SampleProof.BatchableSession, sponge.SessionId);
        byte[] expected = [.. sample.Relation.AsEncoded(), .. proof.AsSpan(0, 64)];
        Assert.Equal(expected, sponge.Absorbed.ToArray());
    }
}
