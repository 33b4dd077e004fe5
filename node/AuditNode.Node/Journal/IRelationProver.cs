using AuditNode.Engine.Protocols;

namespace AuditNode.Node.Journal;

/// <summary>Says what the record of an operation proves beyond who made it.</summary>
public interface IRelationProver
{
    /// <summary>Makes commitments, and the relation between them, for an operation that has no record yet. Openings that later operations
    /// need must be durable when it returns; after a crash it may be asked again for the same operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where the operation's kind proves nothing more. The journal disposes of it.</returns>
    ValueTask<RelationDraft?> PrepareAsync(Operation operation, CancellationToken cancellationToken = default);
}
