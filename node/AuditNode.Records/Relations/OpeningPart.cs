using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Relations.Gadgets;

namespace AuditNode.Records.Relations;

/// <summary>The prover knows the number in a commitment: C = v * G + r * H.</summary>
internal sealed class OpeningPart(string name, Commitment<Bn254> commitment, Opening<Bn254>? opening = null) : RelationPart(name)
{
    public override Action<Witness<Bn254>>? Declare(LinearRelationBuilder<Bn254> builder, PedersenBases<Bn254> bases)
    {
        OpeningRelation<Bn254> relation = OpeningRelation<Bn254>.Declare(builder, Name, bases, commitment);
        return opening is null ? null : witness => relation.Assign(witness, opening);
    }
}
