using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Records;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Relations.Gadgets;

namespace AuditNode.Records.Relations;

/// <summary>
/// A statement with the secrets that satisfy it, on the prover's side. Dispose overwrites the secrets with zeros; do it as soon as the proof is
/// made.
/// </summary>
public sealed class RelationWitness : IDisposable
{
    private static readonly Prover<Bn254> s_prover = new(Ciphersuite.Bn254Keccak256);

    private readonly IReadOnlyList<IDisposable> _secrets;

    internal RelationWitness(IReadOnlyList<RelationPart> parts, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> commitments, IReadOnlyList<IDisposable> secrets)
    {
        Statement = new RelationStatement(parts);
        Commitments = commitments;
        _secrets = secrets;
    }

    /// <summary>What is proven.</summary>
    public RelationStatement Statement { get; }

    /// <summary>
    /// The record's commitments by name, encoded. Where there are more than a record holds, <see cref="Operations.CommitmentList.Shorten"/>.
    /// </summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Commitments { get; }

    /// <summary>The relation for the ledger and a witness of it, complete but for the institution's key.</summary>
    /// <param name="publicKey">The institution's registered proof key.</param>
    /// <returns>The relation, and the witness, which the caller disposes of.</returns>
    /// <exception cref="InvalidOperationException">The statement does not fit on the chain; make an artifact.</exception>
    public (AttributedRelation Relation, Witness<Bn254> Witness) ForLedger(in GroupElement<Bn254> publicKey)
    {
        if (!Statement.FitsOnChain) throw new InvalidOperationException("The statement is larger than what AuditLedger verifies; prove it in an artifact.");
        var assignments = new List<Action<Witness<Bn254>>>();
        AttributedRelation relation = Statement.Attribute(publicKey, assignments);
        var witness = new Witness<Bn254>(relation.Builder);
        foreach (Action<Witness<Bn254>> assign in assignments) assign(witness);
        return (relation, witness);
    }

    /// <summary>Proves every part, over all processors.</summary>
    /// <param name="session">The record that will name the artifact.</param>
    /// <param name="cancellationToken">Honoured between parts.</param>
    /// <returns>The artifact, for <see cref="RelationProof.ArtifactName"/> among the record's outputs.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public RelationProof Prove(RelationSession session, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        var sections = new RelationProofSection[Statement.Parts.Count];
        Parallel.For(0, sections.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            RelationPart part = Statement.Parts[i];
            var builder = new LinearRelationBuilder<Bn254>();
            Action<Witness<Bn254>>? assign = part.Declare(builder, PedersenBases<Bn254>.Declare(builder, PedersenParameters<Bn254>.Standard));
            using var witness = new Witness<Bn254>(builder);
            assign?.Invoke(witness);
            sections[i] = new RelationProofSection(part.Name, [.. part.Auxiliaries], s_prover.ProveBatchable(session.Id, builder.Build(), witness.AsSpan()));
        });
        return new RelationProof(sections);
    }

    /// <summary>Overwrites the secrets with zeros.</summary>
    public void Dispose()
    {
        foreach (IDisposable secret in _secrets) secret.Dispose();
    }
}
