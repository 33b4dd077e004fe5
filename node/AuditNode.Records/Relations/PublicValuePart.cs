using System.Numerics;
using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Relations.Gadgets;

namespace AuditNode.Records.Relations;

/// <summary>A commitment holds a number that everybody knows: C - v * G = t * H.</summary>
internal sealed class PublicValuePart(string name, Commitment<Bn254> commitment, BigInteger value, Opening<Bn254>? opening = null) : RelationPart(name)
{
    public override Action<Witness<Bn254>>? Declare(LinearRelationBuilder<Bn254> builder, PedersenBases<Bn254> bases)
    {
        ElementVariable<Bn254> element = builder.AllocateElement(Name, commitment.Element);
        LinearCombinationRelation<Bn254> relation =
            LinearCombinationRelation<Bn254>.Declare(builder, Name, bases, [element, -(SignedInteger.ToScalar(value) * bases.Value)]);
        return opening is null ? null : witness => relation.Assign(witness, opening.Blinding);
    }
}
