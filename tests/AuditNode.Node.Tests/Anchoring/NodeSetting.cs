using AuditNode.Chain;
using AuditNode.Chain.Transactions;
using AuditNode.ChainDev;

namespace AuditNode.Node.Tests.Anchoring;

/// <summary>Where a node finds its chain, contracts, account and files; travels to child processes as JSON.</summary>
internal sealed record NodeSetting(Uri Node, ulong ChainId, Address Ledger, Address Budget, Address Account, string AccountKeyPath, string Folder)
{
    /// <summary>The setting of the hospital.</summary>
    public static NodeSetting Of(AnchoringChain chain, string folder) => new(
        chain.Chain.RpcUrl, chain.Chain.ChainId, chain.Consortium.Contracts.Ledger.Address, chain.Consortium.Contracts.Budget.Address,
        chain.Chain.Accounts[0].Address, chain.Chain.Accounts[0].KeyPath, folder);

    public PrivateKey ReadAccount() => new DevAccount(Account, AccountKeyPath).ReadKey();
}
