namespace AuditNode.Node.Anchoring;

/// <summary>The chain's node does not say what the newest block is.</summary>
internal sealed class ChainSilentException(string endpoint, string what) : Exception($"The node at {endpoint} {what}.");
