using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Tests.Relations;

namespace AuditNode.Zk.Tests.Proofs;

public sealed class BatchVerifierTests
{
    private static readonly BatchVerifier<Bn254> s_verifier = new(Ciphersuite.Bn254Keccak256);

    [Fact]
    public void Batch_of_random_relations_is_accepted()
    {
        var inputs = new TestInputs(50);
        BatchableProof<Bn254>[] proofs = [.. Enumerable.Range(0, 10).Select(_ => Random(inputs).ToBatch())];

        Assert.Equal(VerificationResult.Accepted, s_verifier.Verify(proofs));
    }

    [Fact]
    public void Batch_with_any_one_wrong_proof_is_rejected()
    {
        var inputs = new TestInputs(51);
        BatchableProof<Bn254>[] proofs = [.. Enumerable.Range(0, 8).Select(_ => Random(inputs).ToBatch())];
        for (int i = 0; i < proofs.Length; i++)
        {
            // The last byte belongs to a response: the proof can be read, and only its equations are wrong.
            byte[] wrong = proofs[i].Proof.ToArray();
            wrong[^1] ^= 1;
            BatchableProof<Bn254>[] batch = [.. proofs];
            batch[i] = proofs[i] with { Proof = wrong };

            Assert.Equal(VerificationResult.EquationMismatch, s_verifier.Verify(batch));
        }
    }

    [Fact]
    public void Batch_with_two_statements_exchanged_is_rejected()
    {
        var inputs = new TestInputs(52);
        BatchableProof<Bn254> first = SampleProof.DiscreteLogarithm(inputs).ToBatch(), second = SampleProof.DiscreteLogarithm(inputs).ToBatch();

        Assert.Equal(VerificationResult.Accepted, s_verifier.Verify([first, second]));
        Assert.Equal(
            VerificationResult.EquationMismatch,
            s_verifier.Verify([first with { Relation = second.Relation }, second with { Relation = first.Relation }]));
    }

    [Fact]
    public void Batch_with_another_session_is_rejected()
    {
        BatchableProof<Bn254> proof = SampleProof.DiscreteLogarithm(new TestInputs(53)).ToBatch();

        Assert.Equal(VerificationResult.EquationMismatch, s_verifier.Verify([proof with { SessionId = SampleProof.CompactSession }]));
    }

    [Fact]
    public void Proofs_that_cannot_be_read_reject_the_batch_with_their_reason()
    {
        BatchableProof<Bn254> proof = SampleProof.DiscreteLogarithm(new TestInputs(54)).ToBatch();

        Assert.Equal(VerificationResult.WrongLength, s_verifier.Verify([proof, proof with { Proof = new byte[95] }]));
        Assert.Equal(VerificationResult.MalformedElement, s_verifier.Verify([proof, proof with { Proof = new byte[96] }]));
    }

    [Fact]
    public void Empty_batch_is_accepted() => Assert.Equal(VerificationResult.Accepted, s_verifier.Verify([]));

    private static SampleProof Random(TestInputs inputs)
    {
        RandomRelation<Bn254> relation = RandomRelation<Bn254>.Create(inputs);
        return new SampleProof(relation.Relation, relation.Witness);
    }
}
