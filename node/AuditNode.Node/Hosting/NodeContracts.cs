using AuditNode.Chain;
using AuditNode.ChainDev;
using AuditNode.ChainDev.Deployment;
using AuditNode.Contracts;

namespace AuditNode.Node.Hosting;

/// <summary>The contracts of the consortium, asked through the institution's node of the chain.</summary>
public sealed class NodeContracts
{
    /// <summary>Binds the contracts.</summary>
    /// <param name="client">The node of the chain.</param>
    /// <param name="addresses">Where they are.</param>
    public NodeContracts(EthereumClient client, AuditContracts addresses)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(addresses);
        Client = client.WithErrors(ContractErrors.Catalogue);
        Addresses = addresses;
        Registry = new InstitutionRegistry(Client, addresses.InstitutionRegistry);
        Jobs = new JobRegistry(Client, addresses.JobRegistry);
        Ledger = new AuditLedger(Client, addresses.AuditLedger);
        Budget = new PrivacyBudget(Client, addresses.PrivacyBudget);
    }

    /// <summary>The node of the chain, which knows the contracts' errors.</summary>
    public EthereumClient Client { get; }

    /// <summary>Chain and addresses.</summary>
    public AuditContracts Addresses { get; }

    /// <summary>Members, roles, keys.</summary>
    public InstitutionRegistry Registry { get; }

    /// <summary>Jobs and consents.</summary>
    public JobRegistry Jobs { get; }

    /// <summary>Record hashes.</summary>
    public AuditLedger Ledger { get; }

    /// <summary>Privacy accounts.</summary>
    public PrivacyBudget Budget { get; }

    /// <summary>Reads the file with the addresses.</summary>
    /// <exception cref="NodeException">It is absent or holds something else.</exception>
    public static AuditContracts ReadAddresses(string path)
    {
        if (!File.Exists(path))
        {
            throw new NodeException(NodeError.Configuration,
                $"There is no file {path} with the contracts' addresses; copy the one that audit-node chain deploy --out wrote, or correct chain.contracts.");
        }
        try
        {
            return AuditContracts.Read(path);
        }
        catch (ChainDevException e)
        {
            throw new NodeException(NodeError.Configuration,
                $"{path} does not name the contracts; copy the file that audit-node chain deploy --out wrote, or correct chain.contracts.", e);
        }
    }

    /// <summary>Refuses a node of another chain, and a chain without the contracts.</summary>
    /// <exception cref="NodeException">It is.</exception>
    /// <exception cref="Chain.JsonRpc.RpcException">The node does not answer.</exception>
    public async Task RequireAsync(CancellationToken cancellationToken = default)
    {
        var chainId = await Client.GetChainIdAsync(cancellationToken).ConfigureAwait(false);
        if (chainId != Addresses.ChainId)
            throw new NodeException(NodeError.Chain,
                $"The node at chain.rpc is on chain {chainId}, the contracts on chain {Addresses.ChainId}; correct chain.rpc or chain.contracts.");
        if (!await AuditDeployment.ExistsAsync(Client, Addresses, cancellationToken).ConfigureAwait(false))
            throw new NodeException(NodeError.Chain,
                $"Chain {chainId} does not have the contracts that chain.contracts names; wait until the node has caught up, or correct the file.");
    }
}
