using System.Numerics;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;

namespace AuditNode.Zk.Tests.Proofs;

/// <summary>Attack 20: s and s + q act the same on the group, so a verifier that takes both has two encodings of one proof.</summary>
public sealed class Attack20ScalarMalleabilityTests
{
    private static readonly Ciphersuite<Bn254> s_suite = Ciphersuite.Bn254Keccak256;
    private readonly SampleProof _sample = SampleProof.PedersenOpening(new TestInputs(200));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Attack20_Order_added_to_a_scalar_of_a_compact_proof_is_rejected(int scalar)
    {
        byte[] proof = _sample.Compact();
        AddOrder(proof.AsSpan(32 * scalar, 32));

        Assert.Equal(
            VerificationResult.MalformedScalar, new Verifier<Bn254>(s_suite).VerifyCompact(SampleProof.CompactSession, _sample.Relation, proof));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Attack20_Order_added_to_a_response_of_a_batchable_proof_is_rejected(int response)
    {
        byte[] proof = _sample.Batchable();
        AddOrder(proof.AsSpan(64 + (32 * response), 32));

        Assert.Equal(
            VerificationResult.MalformedScalar,
            new Verifier<Bn254>(s_suite).VerifyBatchable(SampleProof.BatchableSession, _sample.Relation, proof));
        Assert.Equal(
            VerificationResult.MalformedScalar,
            new BatchVerifier<Bn254>(s_suite).Verify([new BatchableProof<Bn254>(SampleProof.BatchableSession, _sample.Relation, proof)]));
    }

    private static void AddOrder(Span<byte> scalar)
    {
        // The order has 254 bits: the sum fits 32 bytes.
        BigInteger sum = new BigInteger(scalar, isUnsigned: true, isBigEndian: true) + Scalar<Bn254>.Order;
        byte[] bytes = sum.ToByteArray(isUnsigned: true, isBigEndian: true);
        scalar.Clear();
        bytes.CopyTo(scalar[(32 - bytes.Length)..]);
    }
}
