using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Relations.Gadgets;

namespace AuditNode.Records.Relations;

/// <summary>
/// A part of a statement, with a name of its own. The parts of a statement are proven together on the ledger, and one by one in an artifact.
/// The prover's parts know their secrets.
/// </summary>
internal abstract class RelationPart(string name)
{
    /// <summary>The name, unique within the statement; begins the names of the part's scalars.</summary>
    public string Name { get; } = name;

    /// <summary>Elements that a verifier takes from the artifact, in the order of the part's kind.</summary>
    public virtual IReadOnlyList<Commitment<Bn254>> Auxiliaries => [];

    /// <summary>Declares the equations, and returns what assigns the secrets where they are known.</summary>
    public abstract Action<Witness<Bn254>>? Declare(LinearRelationBuilder<Bn254> builder, PedersenBases<Bn254> bases);
}
