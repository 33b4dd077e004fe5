using AuditNode.Chain.JsonRpc;

namespace AuditNode.Chain.Tests.JsonRpc;

/// <summary>Clients whose pauses take no time.</summary>
internal static class Clients
{
    public static JsonRpcOptions Quick { get; } = new() { FirstPause = TimeSpan.FromMilliseconds(1), LongestPause = TimeSpan.FromMilliseconds(2) };

    public static JsonRpcClient Of(FaultyNode node, JsonRpcOptions? options = null) => new(node.Address, options ?? Quick);
}
