using System.Text;
using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Records;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Relations.Gadgets;
using AuditNode.Zk.Tests.Records;
using AuditNode.Zk.Tests.Relations;

namespace AuditNode.Zk.Tests.Proofs;

/// <summary>The statements of the vectors of sigma-proofs_Keccak256_BN254, with secrets from the draft's seeded generator.</summary>
internal sealed record OwnVectorStatement(string Name, LinearRelation<Bn254> Relation, Scalar<Bn254>[] Witness)
{
    private static readonly PedersenParameters<Bn254> s_parameters = PedersenParameters<Bn254>.Standard;

    public static OwnVectorStatement[] All { get; } =
    [
        Create("discrete_logarithm", DiscreteLogarithm), Create("dleq", EqualLogarithms), Create("pedersen_commitment", Opening),
        Create("bit", Bit), Create("range_4", Range), Create("linear_combination", Combination),
        Create("attributed_opening", AttributedOpening),
    ];

    public static OwnVectorStatement Find(string name) => All.Single(statement => statement.Name == name);

    private static OwnVectorStatement Create(
        string name, Func<Func<Scalar<Bn254>>, (LinearRelationBuilder<Bn254> Builder, Scalar<Bn254>[] Witness)> declare)
    {
        using var random = new SeededNonces<Bn254>(Ciphersuite.Bn254Keccak256, name, flavor: null);
        (LinearRelationBuilder<Bn254> builder, Scalar<Bn254>[] witness) = declare(random.Next);
        return new OwnVectorStatement(name, builder.Build(), witness);
    }

    private static (LinearRelationBuilder<Bn254> Builder, Scalar<Bn254>[] Witness) DiscreteLogarithm(Func<Scalar<Bn254>> random)
    {
        Scalar<Bn254> x = random();
        return (SampleRelations.DiscreteLogarithm(GroupElement<Bn254>.MultiplyGenerator(x)), [x]);
    }

    private static (LinearRelationBuilder<Bn254> Builder, Scalar<Bn254>[] Witness) EqualLogarithms(Func<Scalar<Bn254>> random)
    {
        GroupElement<Bn254> h = GroupElement<Bn254>.MultiplyGenerator(random());
        Scalar<Bn254> x = random();
        return (SampleRelations.ChaumPedersen(h, GroupElement<Bn254>.MultiplyGenerator(x), h * x), [x]);
    }

    private static (LinearRelationBuilder<Bn254> Builder, Scalar<Bn254>[] Witness) Opening(Func<Scalar<Bn254>> random)
    {
        Scalar<Bn254> m = random(), r = random();
        return (SampleRelations.PedersenOpening(s_parameters.BlindingGenerator, Commit(m, r).Element), [m, r]);
    }

    private static (LinearRelationBuilder<Bn254> Builder, Scalar<Bn254>[] Witness) Bit(Func<Scalar<Bn254>> random)
    {
        Scalar<Bn254> r = random();
        (LinearRelationBuilder<Bn254> builder, PedersenBases<Bn254> bases) = Start();
        BitRelation<Bn254>.Declare(builder, "C", bases, Commit(Scalar<Bn254>.One, r));
        return (builder, [Scalar<Bn254>.One, r, Scalar<Bn254>.Zero]);
    }

    /// <summary>11 = 1011b, least significant bit first.</summary>
    private static (LinearRelationBuilder<Bn254> Builder, Scalar<Bn254>[] Witness) Range(Func<Scalar<Bn254>> random)
    {
        Scalar<Bn254> blinding = random(), difference = blinding, weight = Scalar<Bn254>.One;
        var bits = new List<Commitment<Bn254>>();
        var witness = new List<Scalar<Bn254>>();
        foreach (ulong bit in (ulong[])[1, 1, 0, 1])
        {
            Scalar<Bn254> value = Scalar<Bn254>.FromUInt64(bit), r = random();
            bits.Add(Commit(value, r));
            witness.AddRange([value, r, (Scalar<Bn254>.One - value) * r]);
            difference -= weight * r;
            weight += weight;
        }

        (LinearRelationBuilder<Bn254> builder, PedersenBases<Bn254> bases) = Start();
        ElementVariable<Bn254> c = builder.AllocateElement("C", Commit(Scalar<Bn254>.FromUInt64(11), blinding).Element);
        RangeRelation<Bn254>.Declare(builder, "range", bases, [c], bits);
        return (builder, [.. witness, difference]);
    }

    private static (LinearRelationBuilder<Bn254> Builder, Scalar<Bn254>[] Witness) Combination(Func<Scalar<Bn254>> random)
    {
        Scalar<Bn254> a = random(), r = random(), b = random(), s = random(), t = random();
        Scalar<Bn254> two = Scalar<Bn254>.FromUInt64(2), three = Scalar<Bn254>.FromUInt64(3);
        (LinearRelationBuilder<Bn254> builder, PedersenBases<Bn254> bases) = Start();
        ElementVariable<Bn254> total = builder.AllocateElement("W", Commit((two * a) + (three * b), t).Element);
        ElementVariable<Bn254> first = builder.AllocateElement("W_1", Commit(a, r).Element);
        ElementVariable<Bn254> second = builder.AllocateElement("W_2", Commit(b, s).Element);
        LinearCombinationRelation<Bn254>.DeclareAggregation(builder, "aggregate", bases, total, [two * first, three * second]);
        return (builder, [t - (two * r) - (three * s)]);
    }

    /// <summary>What appendRelation takes: attribution, and the opening of a record count.</summary>
    private static (LinearRelationBuilder<Bn254> Builder, Scalar<Bn254>[] Witness) AttributedOpening(Func<Scalar<Bn254>> random)
    {
        Scalar<Bn254> key = random(), count = Scalar<Bn254>.FromUInt64(48_842), r = random();
        var relation = new AttributedRelation(GroupElement<Bn254>.MultiplyGenerator(key));
        PedersenBases<Bn254> bases = PedersenBases<Bn254>.Declare(relation.Builder, s_parameters);
        OpeningRelation<Bn254>.Declare(relation.Builder, "count", bases, Commit(count, r));
        return (relation.Builder, [key, count, r]);
    }

    public byte[] Tag(Flavor flavor) => Name == "attributed_opening" && flavor == Flavor.Compact
        ? new SampleContext().Relation().Tag.ToArray()
        : Encoding.ASCII.GetBytes($"{Name}-{FlavorMarker.For(flavor)}-with-{Ciphersuite.Bn254Keccak256.Identifier}");

    private static (LinearRelationBuilder<Bn254> Builder, PedersenBases<Bn254> Bases) Start()
    {
        var builder = new LinearRelationBuilder<Bn254>();
        return (builder, PedersenBases<Bn254>.Declare(builder, s_parameters));
    }

    private static Commitment<Bn254> Commit(Scalar<Bn254> value, Scalar<Bn254> blinding)
    {
        using var opening = new Opening<Bn254>(value, blinding);
        return opening.Commit(s_parameters);
    }
}
