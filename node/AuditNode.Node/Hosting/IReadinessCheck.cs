namespace AuditNode.Node.Hosting;

/// <summary>Examines one thing that a node must have to be ready. The host asks again and again, one check after the other.</summary>
public interface IReadinessCheck
{
    /// <summary>What it examines, a word such as "chain".</summary>
    string Name { get; }

    /// <summary>Examines it.</summary>
    /// <param name="cancellationToken">Set when the node stops or the check takes too long.</param>
    /// <exception cref="Exception">Counts as not passed; its message is shown.</exception>
    Task<Check> CheckAsync(CancellationToken cancellationToken);
}
