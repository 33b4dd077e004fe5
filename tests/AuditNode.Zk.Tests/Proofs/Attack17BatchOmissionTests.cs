using System.Text;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Transcripts;

namespace AuditNode.Zk.Tests.Proofs;

/// <summary>
/// Attack 17: prover messages that are not absorbed, or in another order, and batching coefficients that do not depend on the responses
/// (Solana's ZK ElGamal post-mortem, 2025): errors in two proofs are chosen to cancel.
/// </summary>
public sealed class Attack17BatchOmissionTests
{
    private static readonly Ciphersuite<Bn254> s_suite = Ciphersuite.Bn254Keccak256;
    private static readonly BatchVerifier<Bn254> s_verifier = new(s_suite);

    [Fact]
    public void Attack17_Errors_that_cancel_under_weights_without_responses_do_not_cancel_under_ours()
    {
        var inputs = new TestInputs(170);
        BatchableProof<Bn254>[] proofs = [SampleProof.DiscreteLogarithm(inputs).ToBatch(), SampleProof.DiscreteLogarithm(inputs).ToBatch()];
        Scalar<Bn254>[] weights = WeightsWithoutResponses(proofs);
        // w0 * e0 + w1 * e1 = 0: the sum of both wrong equations holds.
        Scalar<Bn254> error = inputs.Scalar<Bn254>();
        proofs[0] = AddToResponse(proofs[0], error);
        proofs[1] = AddToResponse(proofs[1], -(error * weights[0] * weights[1].Invert()));

        Assert.True(WeakVerify(proofs, WeightsWithoutResponses(proofs)));
        Assert.Equal(VerificationResult.EquationMismatch, s_verifier.Verify(proofs));
        Assert.Equal(VerificationResult.EquationMismatch, s_verifier.Verify([proofs[0]]));
    }

    [Fact]
    public void Attack17_Weak_verifier_accepts_honest_proofs_so_that_the_forgery_says_something()
    {
        var inputs = new TestInputs(171);
        BatchableProof<Bn254>[] proofs = [SampleProof.DiscreteLogarithm(inputs).ToBatch(), SampleProof.DiscreteLogarithm(inputs).ToBatch()];

        Assert.True(WeakVerify(proofs, WeightsWithoutResponses(proofs)));
        Assert.False(WeakVerify([AddToResponse(proofs[0], Scalar<Bn254>.One), proofs[1]], WeightsWithoutResponses(proofs)));
    }

    [Fact]
    public void Attack17_Batch_absorbs_sessions_statements_and_whole_proofs_in_order()
    {
        var inputs = new TestInputs(172);
        BatchableProof<Bn254>[] proofs = [SampleProof.PedersenOpening(inputs).ToBatch(), SampleProof.DiscreteLogarithm(inputs).ToBatch()];
        SessionId batchSession = s_suite.DeriveSessionId("irtf-cfrg-sigma-protocols/batch-verify"u8);
        var sponges = new List<RecordingSponge>();
        var suite = new Ciphersuite<Bn254>(
            s_suite.Identifier,
            (in SessionId id) =>
            {
                sponges.Add(new RecordingSponge(id));
                return sponges[^1];
            },
            Scalar<Bn254>.FromUniformBytes);

        Assert.Equal(VerificationResult.Accepted, new BatchVerifier<Bn254>(suite).Verify(proofs));

        byte[] expected =
            [.. proofs.SelectMany(proof => (byte[])[.. proof.SessionId.AsSpan(), .. proof.Relation.AsEncoded(), .. proof.Proof.Span])];
        Assert.Equal(expected, sponges.Single(sponge => sponge.SessionId == batchSession).Absorbed.ToArray());
    }

    [Fact]
    public void Attack17_Commitments_in_another_order_are_rejected()
    {
        var inputs = new TestInputs(173);
        Scalar<Bn254> x = inputs.Scalar<Bn254>();
        GroupElement<Bn254> h = inputs.Element<Bn254>();
        LinearRelation<Bn254> relation =
            Relations.SampleRelations.ChaumPedersen(h, GroupElement<Bn254>.MultiplyGenerator(x), h * x).Build();
        byte[] proof = new SampleProof(relation, [x]).Batchable();
        byte[] exchanged = [.. proof.AsSpan(64, 64), .. proof.AsSpan(0, 64), .. proof.AsSpan(128)];

        Assert.Equal(VerificationResult.Accepted, Verify(relation, proof));
        Assert.Equal(VerificationResult.EquationMismatch, Verify(relation, exchanged));
    }

    private static VerificationResult Verify(LinearRelation<Bn254> relation, byte[] proof) =>
        new Verifier<Bn254>(s_suite).VerifyBatchable(SampleProof.BatchableSession, relation, proof);

    private static BatchableProof<Bn254> AddToResponse(BatchableProof<Bn254> proof, Scalar<Bn254> error)
    {
        byte[] bytes = proof.Proof.ToArray();
        Assert.True(Scalar<Bn254>.TryRead(bytes.AsSpan(64), out Scalar<Bn254> response));
        (response + error).Write(bytes.AsSpan(64));
        return proof with { Proof = bytes };
    }

    /// <summary>The mistake: coefficients of sessions, statements and commitments only.</summary>
    private static Scalar<Bn254>[] WeightsWithoutResponses(BatchableProof<Bn254>[] proofs)
    {
        using IDuplexSponge sponge = s_suite.CreateSponge(s_suite.DeriveSessionId(Encoding.ASCII.GetBytes("weak batch")));
        foreach (BatchableProof<Bn254> proof in proofs)
        {
            sponge.Absorb(proof.SessionId.AsSpan());
            sponge.Absorb(proof.Relation.AsEncoded());
            sponge.Absorb(proof.Proof.Span[..64]);
        }

        return [.. proofs.Select(_ => Squeeze(sponge))];
    }

    private static Scalar<Bn254> Squeeze(IDuplexSponge sponge)
    {
        byte[] squeezed = new byte[Ciphersuite<Bn254>.ChallengeByteCount];
        sponge.Squeeze(squeezed);
        return s_suite.DecodeChallenge(squeezed);
    }

    private static bool WeakVerify(BatchableProof<Bn254>[] proofs, Scalar<Bn254>[] weights)
    {
        GroupElement<Bn254> sum = GroupElement<Bn254>.Identity;
        for (int i = 0; i < proofs.Length; i++)
        {
            ReadOnlySpan<byte> proof = proofs[i].Proof.Span;
            Assert.True(GroupElement<Bn254>.TryRead(proof[..64], out GroupElement<Bn254> commitment));
            Assert.True(Scalar<Bn254>.TryRead(proof[64..], out Scalar<Bn254> response));
            Scalar<Bn254> challenge = Challenge.Derive(s_suite, proofs[i].SessionId, proofs[i].Relation, proof[..64]);
            sum += (commitment + (proofs[i].Relation.Elements[1] * challenge) - (GroupElement<Bn254>.Generator * response)) * weights[i];
        }

        return sum.IsIdentity;
    }
}
