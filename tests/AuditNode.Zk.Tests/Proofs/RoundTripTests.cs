using System.Text;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Tests.Relations;

namespace AuditNode.Zk.Tests.Proofs;

public sealed class RoundTripTests
{
    private const int Rounds = 25;

    [Fact]
    public void Batchable_proofs_of_random_relations_of_P256_verify() => Batchable(Ciphersuite.P256Shake128);

    [Fact]
    public void Batchable_proofs_of_random_relations_of_BN254_verify() => Batchable(Ciphersuite.Bn254Keccak256);

    [Fact]
    public void Compact_proofs_of_random_relations_of_P256_verify() => Compact(Ciphersuite.P256Shake128);

    [Fact]
    public void Compact_proofs_of_random_relations_of_BN254_verify() => Compact(Ciphersuite.Bn254Keccak256);

    private static void Batchable<TCurve>(Ciphersuite<TCurve> suite)
        where TCurve : struct, ICurve
    {
        var inputs = new TestInputs(40);
        byte[] tag = Tag(suite, Flavor.Batchable);
        for (int round = 0; round < Rounds; round++)
        {
            RandomRelation<TCurve> sample = RandomRelation<TCurve>.Create(inputs);

            byte[] proof = new Prover<TCurve>(suite).ProveBatchable(tag, sample.Relation, sample.Witness);

            Assert.Equal((GroupElement<TCurve>.ByteCount * sample.Relation.Equations.Length) + (32 * sample.Witness.Length), proof.Length);
            Assert.True(
                new Verifier<TCurve>(suite).VerifyBatchable(tag, sample.Relation, proof) == VerificationResult.Accepted, TestSeed.Describe(round));
        }
    }

    private static void Compact<TCurve>(Ciphersuite<TCurve> suite)
        where TCurve : struct, ICurve
    {
        var inputs = new TestInputs(41);
        byte[] tag = Tag(suite, Flavor.Compact);
        for (int round = 0; round < Rounds; round++)
        {
            RandomRelation<TCurve> sample = RandomRelation<TCurve>.Create(inputs);

            byte[] proof = new Prover<TCurve>(suite).ProveCompact(tag, sample.Relation, sample.Witness);

            Assert.Equal(32 * (1 + sample.Witness.Length), proof.Length);
            Assert.True(
                new Verifier<TCurve>(suite).VerifyCompact(tag, sample.Relation, proof) == VerificationResult.Accepted, TestSeed.Describe(round));
        }
    }

    private static byte[] Tag<TCurve>(Ciphersuite<TCurve> suite, Flavor flavor)
        where TCurve : struct, ICurve => Encoding.ASCII.GetBytes($"round-trip-{FlavorMarker.For(flavor)}-with-{suite.Identifier}");
}
