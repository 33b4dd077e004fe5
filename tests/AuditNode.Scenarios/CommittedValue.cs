using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Records;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Relations.Gadgets;

namespace AuditNode.Scenarios;

/// <summary>The smallest relation that a record can carry: its institution knows the opening of a Pedersen commitment.</summary>
public sealed class CommittedValue : IDisposable
{
    public CommittedValue(ProofKey key, long value)
    {
        using Opening<Bn254> opening = Opening<Bn254>.Create(value);
        Relation = new AttributedRelation(key.PublicKey);
        PedersenBases<Bn254> bases = PedersenBases<Bn254>.Declare(Relation.Builder, PedersenParameters<Bn254>.Standard);
        OpeningRelation<Bn254> declared = OpeningRelation<Bn254>.Declare(Relation.Builder, "C", bases, opening.Commit(PedersenParameters<Bn254>.Standard));
        Witness = new Witness<Bn254>(Relation.Builder);
        Relation.Assign(Witness, key);
        declared.Assign(Witness, opening);
    }

    public AttributedRelation Relation { get; }

    public Witness<Bn254> Witness { get; }

    public void Dispose() => Witness.Dispose();
}
