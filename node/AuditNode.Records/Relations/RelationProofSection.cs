using System.Collections.Immutable;
using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;

namespace AuditNode.Records.Relations;

/// <summary>The proof of one part of a statement.</summary>
/// <param name="Name">The part's name.</param>
/// <param name="Auxiliaries">Commitments that the prover added, in the order of the part's kind; none for openings.</param>
/// <param name="Proof">A batchable proof.</param>
public sealed record RelationProofSection(string Name, ImmutableArray<Commitment<Bn254>> Auxiliaries, ReadOnlyMemory<byte> Proof);
