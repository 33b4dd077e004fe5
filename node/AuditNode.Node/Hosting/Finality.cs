namespace AuditNode.Node.Hosting;

/// <summary>When a transaction counts as final.</summary>
/// <param name="Confirmations">Blocks, its own included, at least 1.</param>
public sealed record Finality(int Confirmations);
