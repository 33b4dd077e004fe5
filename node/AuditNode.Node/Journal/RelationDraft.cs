using AuditNode.Engine.Protocols;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Records;
using AuditNode.Zk.Relations;

namespace AuditNode.Node.Journal;

/// <summary>
/// What a record is to prove beyond who made it. Where the relation is small enough for the ledger, the journal makes the proof itself, once
/// it knows the record's place and hash, and stores it with the record: the witness is gone when the report returns. A larger relation comes
/// proven, as an artifact.
/// </summary>
public sealed class RelationDraft : IDisposable
{
    /// <summary>The record's commitments by name, encoded; at most 16.</summary>
    public required IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Commitments { get; init; }

    /// <summary>The relation to be proven on the ledger, begun with the institution's key; null where the proof is an artifact.</summary>
    public AttributedRelation? Relation { get; init; }

    /// <summary>Its witness, complete but for the institution's key; null where there is no <see cref="Relation"/>. Disposed of with this.</summary>
    public Witness<Bn254>? Witness { get; init; }

    /// <summary>Artifacts that the record names among its outputs besides those of the operation: <c>relation.proof</c>, say.</summary>
    public IReadOnlyList<Artifact> Outputs { get; init; } = [];

    /// <summary>Clears the witness.</summary>
    public void Dispose() => Witness?.Dispose();

    /// <summary>Checks that both halves of a relation are there, and that the ledger takes it.</summary>
    /// <exception cref="ArgumentException">One is missing, or it is too large for the ledger.</exception>
    internal void Validate()
    {
        if ((Relation is null) != (Witness is null)) throw new ArgumentException("A relation needs its witness, and a witness its relation.", nameof(Relation));
        if (Relation is not null && !RelationRecordProof.FitsOnChain(Relation.Builder.Build()))
        {
            throw new ArgumentException(
                $"The relation is too large for the ledger ({RelationRecordProof.MaximumEquationsOnChain} equations, {RelationRecordProof.MaximumTermsOnChain} terms, "
                + $"{RelationRecordProof.MaximumElementsOnChain} elements). Prove it as an artifact.", nameof(Relation));
        }
    }
}
