using System.Text;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Relations;
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

    [Fact]
    public void Composed_relation_with_a_shared_scalar_is_proven_exactly_if_the_shared_value_is_the_same()
    {
        var inputs = new TestInputs(43);
        GroupElement<Bn254> h = inputs.Element<Bn254>();
        Scalar<Bn254> m = inputs.Scalar<Bn254>(), r = inputs.Scalar<Bn254>(), s = inputs.Scalar<Bn254>();
        LinearRelationBuilder<Bn254> whole = Opening(h, m, r), part = Opening(h, m, s);
        Composition<Bn254> composition = whole.And(part, "second", "m", "H");
        using Witness<Bn254> ofPart = Assign(part, m, s), witness = new(whole);
        witness.Assign(whole.Scalars[1], r);
        witness.Include(composition, ofPart);
        byte[] tag = Tag(Ciphersuite.Bn254Keccak256, Flavor.Compact);

        byte[] proof = new Prover<Bn254>(Ciphersuite.Bn254Keccak256).ProveCompact(tag, whole.Build(), witness.AsSpan());

        Assert.Equal(32 * (1 + 3), proof.Length);
        Assert.Equal(VerificationResult.Accepted, new Verifier<Bn254>(Ciphersuite.Bn254Keccak256).VerifyCompact(tag, whole.Build(), proof));
        LinearRelationBuilder<Bn254> different = Opening(h, m, r);
        different.And(Opening(h, m + Scalar<Bn254>.One, s), "second", "m", "H");
        Assert.Equal(
            1,
            Assert.Throws<UnsatisfiedRelationException>(
                () => new Prover<Bn254>(Ciphersuite.Bn254Keccak256).ProveCompact(tag, different.Build(), [m, r, s])).Equation);
    }

    private static LinearRelationBuilder<Bn254> Opening(GroupElement<Bn254> h, Scalar<Bn254> m, Scalar<Bn254> r) =>
        SampleRelations.PedersenOpening(h, GroupElement<Bn254>.MultiplyGenerator(m) + (h * r));

    private static Witness<Bn254> Assign(LinearRelationBuilder<Bn254> builder, params Scalar<Bn254>[] values)
    {
        var witness = new Witness<Bn254>(builder);
        for (int i = 0; i < values.Length; i++) witness.Assign(builder.Scalars[i], values[i]);
        return witness;
    }

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
