using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Relations.Gadgets;

namespace AuditNode.Records.Relations;

/// <summary>The prover knows all entries of a column: C = sum v_i * H_i + r * H.</summary>
internal sealed class ColumnPart(string name, VectorCommitment<Bn254> commitment, VectorOpening<Bn254>? opening = null) : RelationPart(name)
{
    /// <summary>Entries.</summary>
    public int Length => commitment.Length;

    public override Action<Witness<Bn254>>? Declare(LinearRelationBuilder<Bn254> builder, PedersenBases<Bn254> bases)
    {
        VectorOpeningRelation<Bn254> relation = VectorOpeningRelation<Bn254>.Declare(builder, Name, bases, PedersenParameters<Bn254>.Standard, commitment);
        return opening is null ? null : witness => relation.Assign(witness, opening);
    }
}
