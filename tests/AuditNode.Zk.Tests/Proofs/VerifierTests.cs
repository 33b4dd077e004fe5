using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Tests.Relations;

namespace AuditNode.Zk.Tests.Proofs;

/// <summary>Every way to be rejected has its reason.</summary>
public sealed class VerifierTests
{
    private static readonly Verifier<Bn254> s_verifier = new(Ciphersuite.Bn254Keccak256);
    private readonly SampleProof _sample = SampleProof.DiscreteLogarithm(new TestInputs(70));

    [Fact]
    public void Proof_over_an_invalid_relation_is_rejected()
    {
        SampleProof invalid = _sample with { Relation = SampleRelations.DiscreteLogarithm(GroupElement<Bn254>.Identity).Build() };

        Assert.Equal(VerificationResult.InvalidInstance, Compact(invalid, new byte[64]));
        Assert.Equal(VerificationResult.InvalidInstance, Batchable(invalid, new byte[96]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(32)]
    public void Proof_of_another_length_is_rejected(int difference)
    {
        byte[] compact = [.. _sample.Compact(), .. new byte[32]], batchable = [.. _sample.Batchable(), .. new byte[32]];

        Assert.Equal(VerificationResult.WrongLength, Compact(_sample, compact[..(64 + difference)]));
        Assert.Equal(VerificationResult.WrongLength, Batchable(_sample, batchable[..(96 + difference)]));
    }

    [Fact]
    public void Challenge_of_zero_is_rejected()
    {
        byte[] proof = _sample.Compact();
        proof.AsSpan(0, 32).Clear();

        Assert.Equal(VerificationResult.ZeroChallenge, Compact(_sample, proof));
    }

    [Fact]
    public void Implied_commitment_to_the_identity_is_rejected()
    {
        // s = c * x makes s * G - c * X the identity.
        byte[] proof = [.. Scalar<Bn254>.One.ToBytes(), .. _sample.Witness[0].ToBytes()];

        Assert.Equal(VerificationResult.IdentityCommitment, Compact(_sample, proof));
    }

    [Fact]
    public void Commitment_that_is_the_identity_is_rejected()
    {
        byte[] proof = _sample.Batchable();
        proof.AsSpan(0, 64).Clear();

        Assert.Equal(VerificationResult.MalformedElement, Batchable(_sample, proof));
    }

    [Fact]
    public void Wrong_response_is_rejected()
    {
        byte[] compact = _sample.Compact(), batchable = _sample.Batchable();
        compact[^1] ^= 1;
        batchable[^1] ^= 1;

        Assert.Equal(VerificationResult.ChallengeMismatch, Compact(_sample, compact));
        Assert.Equal(VerificationResult.EquationMismatch, Batchable(_sample, batchable));
    }

    [Fact]
    public void Forgotten_result_is_no_acceptance() => Assert.NotEqual(VerificationResult.Accepted, default);

    private static VerificationResult Compact(SampleProof sample, byte[] proof) =>
        s_verifier.VerifyCompact(SampleProof.CompactSession, sample.Relation, proof);

    private static VerificationResult Batchable(SampleProof sample, byte[] proof) =>
        s_verifier.VerifyBatchable(SampleProof.BatchableSession, sample.Relation, proof);
}
