namespace AuditNode.Engine.Protocols;

/// <summary>
/// Keeps the latest state of parties by name. A write replaces the whole or nothing, and is durable when it returns: a party sends nothing
/// before that.
/// </summary>
/// <remarks>
/// A key holder keeps its secret key here. Protecting what is stored (permissions, encryption at rest) is the store's duty.
/// </remarks>
public interface ICheckpointStore
{
    /// <summary>Reads a state, or null where none was written.</summary>
    /// <param name="name">1 to 160 of a-z, 0-9, '.', '-' and '_'.</param>
    /// <param name="cancellationToken">Honoured until it is read.</param>
    ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>Replaces a state.</summary>
    /// <param name="name">1 to 160 of a-z, 0-9, '.', '-' and '_'.</param>
    /// <param name="content">The state.</param>
    /// <param name="cancellationToken">Honoured until the state is replaced.</param>
    ValueTask WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default);

    /// <summary>Removes a state; does nothing where there is none.</summary>
    /// <param name="name">1 to 160 of a-z, 0-9, '.', '-' and '_'.</param>
    /// <param name="cancellationToken">Honoured until it is removed.</param>
    ValueTask DeleteAsync(string name, CancellationToken cancellationToken = default);
}
