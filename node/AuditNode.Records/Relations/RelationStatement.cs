using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Records;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Relations.Gadgets;

namespace AuditNode.Records.Relations;

/// <summary>
/// What a record's relation proof must prove, built from public values: by the prover and by every verifier alike, so that a proof of
/// anything else is no proof of the record. Made by <see cref="DatasetRelation"/>, <see cref="ReleaseRelation"/> and
/// <see cref="CentroidRelation"/>. Immutable and safe for concurrent use.
/// </summary>
public sealed class RelationStatement
{
    internal RelationStatement(IReadOnlyList<RelationPart> parts) => Parts = parts;

    /// <summary>Names of the parts, in order.</summary>
    public IEnumerable<string> PartNames => Parts.Select(part => part.Name);

    internal IReadOnlyList<RelationPart> Parts { get; }

    /// <summary>Whether AuditLedger verifies the statement in one proof: 16 equations, 64 terms and 48 elements, attribution included.</summary>
    /// <remarks>Statements that do not fit, and all with elements of the prover's own, are proven in an artifact.</remarks>
    public bool FitsOnChain
    {
        get
        {
            // Every part has an equation: no relation is built for what is far too long.
            if (Parts.Count == 0 || Parts.Count >= RelationRecordProof.MaximumEquationsOnChain || Parts.Any(part => part.Auxiliaries.Count > 0)) return false;
            if (Parts.Any(part => part is ColumnPart column && column.Length > RelationRecordProof.MaximumElementsOnChain)) return false;
            return RelationRecordProof.FitsOnChain(Attribute(GroupElement<Bn254>.Generator).Builder.Build());
        }
    }

    /// <summary>The relation that the ledger verifies: attribution, then every part.</summary>
    /// <param name="publicKey">The institution's registered proof key.</param>
    public AttributedRelation Attribute(in GroupElement<Bn254> publicKey) => Attribute(publicKey, []);

    /// <summary>Whether an encoded relation from the ledger is this statement, attributed to that key.</summary>
    /// <param name="instance">The bytes that appendRelation got.</param>
    /// <param name="publicKey">The institution's registered proof key.</param>
    public bool IsInstance(ReadOnlySpan<byte> instance, in GroupElement<Bn254> publicKey) =>
        FitsOnChain && Attribute(publicKey).Builder.Build().AsEncoded().SequenceEqual(instance);

    internal AttributedRelation Attribute(in GroupElement<Bn254> publicKey, List<Action<Witness<Bn254>>> assignments)
    {
        var relation = new AttributedRelation(publicKey);
        PedersenBases<Bn254> bases = PedersenBases<Bn254>.Declare(relation.Builder, PedersenParameters<Bn254>.Standard);
        foreach (RelationPart part in Parts)
        {
            if (part.Declare(relation.Builder, bases) is { } assign) assignments.Add(assign);
        }

        return relation;
    }
}
