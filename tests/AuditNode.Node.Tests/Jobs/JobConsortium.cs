using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Sending;
using AuditNode.ChainDev;
using AuditNode.ChainDev.Deployment;
using AuditNode.Contracts;
using AuditNode.Zk.Records;

namespace AuditNode.Node.Tests.Jobs;

/// <summary>A development chain with freshly deployed contracts, and nodes of institutions that may all work.</summary>
internal sealed class JobConsortium : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditnode-jobs-");
    private readonly List<TestNode> _nodes = [];
    private DevChain _chain = null!;

    public AuditContracts Contracts { get; private set; } = null!;

    /// <summary>Messages between the nodes.</summary>
    public InProcessJobTransports Network { get; } = new();

    public ulong ChainId => _chain.ChainId;

    public IReadOnlyList<TestNode> Nodes => _nodes;

    public TestNode this[int index] => _nodes[index];

    public static TransactionSenderOptions Sending => new() { PollInterval = TimeSpan.FromMilliseconds(20) };

    public static async Task<JobConsortium> StartAsync(params string[] names)
    {
        var consortium = new JobConsortium();
        try
        {
            await consortium.DeployAsync(names);
            return consortium;
        }
        catch
        {
            await consortium.DisposeAsync();
            throw;
        }
    }

    public string FolderOf(string name) => Path.Combine(_folder.FullName, name);

    public EthereumClient Connect() => new(new JsonRpcClient(_chain.RpcUrl), ContractErrors.Catalogue);

    /// <summary>Removes an institution by vote of the others, who must be more than half.</summary>
    public async Task RemoveAsync(Address institution)
    {
        TestNode proposer = _nodes.First(node => node.Address != institution);
        InstitutionRegistry registry = proposer.Chain.Institutions;
        Receipt receipt = await FinalAsync(registry.SendProposeRemovalAsync(proposer.Sender, institution));
        var proposal = registry.FindProposed(receipt).Single().ProposalId;
        foreach (TestNode voter in _nodes.Where(node => node != proposer && node.Address != institution))
        {
            if (await registry.HasRoleAsync(institution, (byte)InstitutionRoles.Worker)) await FinalAsync(voter.Chain.Institutions.SendVoteAsync(voter.Sender, proposal));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (TestNode node in _nodes) await node.DisposeAsync();
        if (_chain is not null) await _chain.DisposeAsync();
        Network.Dispose();
        _folder.Delete(recursive: true);
    }

    public static async Task<Receipt> FinalAsync(Task<PendingTransaction> sent) => (await (await sent).WaitAsync()).Receipt;

    private async Task DeployAsync(string[] names)
    {
        _chain = await AnvilChain.StartAsync(new DevChainOptions { KeepState = false, Accounts = names.Length });
        EthereumClient client = Connect();
        await using (var deployer = new TransactionSender(client, new Account(_chain.Accounts[0].ReadKey()), _chain.ChainId, Sending))
        {
            Contracts = await AuditDeployment.DeployAsync(client, deployer,
                [.. names.Select((name, i) => new Institution(name, _chain.Accounts[i].Address, InstitutionRoles.Validator | InstitutionRoles.Worker))]);
        }

        for (int i = 0; i < names.Length; i++)
        {
            var proofKey = ProofKey.Generate();
            Account account = new(_chain.Accounts[i].ReadKey());
            await using (var sender = new TransactionSender(client, account, _chain.ChainId, Sending))
                await AuditDeployment.RegisterAsync(client, Contracts, sender, proofKey, Keccak256.HashData(account.Address.ToArray()));
            var node = new TestNode(this, names[i], account, proofKey);
            _nodes.Add(node);
            await node.StartAsync();
        }
    }
}
