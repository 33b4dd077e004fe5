using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Proofs;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Relations.Gadgets;

namespace AuditNode.Records.Relations;

/// <summary>Verifies <c>relation.proof</c> artifacts against statements. Safe for concurrent use.</summary>
public static class RelationProofVerifier
{
    private static readonly BatchVerifier<Bn254> s_verifier = new(Ciphersuite.Bn254Keccak256);

    /// <summary>Verifies every part, over all processors.</summary>
    /// <param name="session">The session, put together by the verifier from the record.</param>
    /// <param name="statement">The statement, built by the verifier.</param>
    /// <param name="proof">The artifact, of untrusted origin.</param>
    /// <param name="cancellationToken">Honoured between parts.</param>
    /// <returns>The parts whose proof is missing or wrong, and those of proofs that no part asks for; empty if everything is proven.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<RelationRefusal> Verify(
        RelationSession session, RelationStatement statement, RelationProof proof, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(statement);
        ArgumentNullException.ThrowIfNull(proof);
        var results = new VerificationResult[statement.Parts.Count];
        var sections = proof.Sections.ToDictionary(section => section.Name, StringComparer.Ordinal);
        Parallel.For(0, results.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            if (sections.TryGetValue(statement.Parts[i].Name, out RelationProofSection? section)) results[i] = Verify(session, statement.Parts[i], section);
        });
        var refusals = new List<RelationRefusal>();
        for (int i = 0; i < results.Length; i++)
        {
            if (results[i] != VerificationResult.Accepted) refusals.Add(new RelationRefusal(statement.Parts[i].Name, results[i]));
            sections.Remove(statement.Parts[i].Name);
        }

        refusals.AddRange(sections.Keys.Order(StringComparer.Ordinal).Select(name => new RelationRefusal(name, VerificationResult.WrongRelation)));
        return refusals;
    }

    private static VerificationResult Verify(RelationSession session, RelationPart part, RelationProofSection section)
    {
        if (!part.Auxiliaries.SequenceEqual(section.Auxiliaries)) return VerificationResult.WrongRelation;
        var builder = new LinearRelationBuilder<Bn254>();
        part.Declare(builder, PedersenBases<Bn254>.Declare(builder, PedersenParameters<Bn254>.Standard));
        return s_verifier.Verify([new BatchableProof<Bn254>(session.Id, builder.Build(), section.Proof)]);
    }
}

/// <summary>A part of a statement that is not proven, or a proof that no part asks for.</summary>
/// <param name="Part">The part's name.</param>
/// <param name="Reason"><see cref="VerificationResult.NotVerified"/> where there is no proof of the part.</param>
public sealed record RelationRefusal(string Part, VerificationResult Reason);
