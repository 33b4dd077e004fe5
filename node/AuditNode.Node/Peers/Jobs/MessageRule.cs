namespace AuditNode.Node.Peers;

/// <summary>What a message has to be.</summary>
/// <param name="MaximumBytes">Most bytes of its payload.</param>
/// <param name="NeedsRecord">Whether it has to come with its sender's record, one that names its body among its outputs.</param>
public readonly record struct MessageRule(long MaximumBytes, bool NeedsRecord);
