using AuditNode.Chain;

namespace AuditNode.ChainDev.Poa;

/// <summary>How far a node is. All but the name are null while it does not run.</summary>
/// <param name="Name">The node.</param>
/// <param name="Height">Number of its newest block.</param>
/// <param name="Head">Hash of that block.</param>
/// <param name="Peers">Other nodes that it is connected to.</param>
public sealed record PoaNodeStatus(string Name, ulong? Height, Bytes32? Head, int? Peers);
