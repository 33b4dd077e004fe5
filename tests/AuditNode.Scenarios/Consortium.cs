using System.Numerics;
using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Sending;
using AuditNode.Chain.Transactions;
using AuditNode.ChainDev.Deployment;
using AuditNode.Contracts;

namespace AuditNode.Scenarios;

/// <summary>
/// Three institutions on a chain with freshly deployed contracts: two that hold data (validators and workers) and one that audits
/// (validator, auditor, regulator). Their proof keys are registered.
/// </summary>
public sealed class Consortium : IAsyncDisposable
{
    private readonly List<JsonRpcClient> _connections = [];

    private Consortium()
    {
    }

    public Institution Hospital { get; private set; } = null!;

    public Institution Bank { get; private set; } = null!;

    public Institution Agency { get; private set; } = null!;

    public BoundContracts Contracts => Hospital.Contracts;

    public ulong ChainId => Hospital.Sender.ChainId;

    /// <summary>Deploys the contracts and registers the institutions.</summary>
    /// <param name="nodes">The institutions' nodes: one for all, or three.</param>
    /// <param name="keys">Three keys of accounts that hold money; the consortium disposes of them.</param>
    /// <param name="chainId">Chain id.</param>
    /// <param name="options">How transactions are sent.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<Consortium> CreateAsync(
        IReadOnlyList<Uri> nodes, IReadOnlyList<PrivateKey> keys, ulong chainId, TransactionSenderOptions options, CancellationToken cancellationToken = default)
    {
        var consortium = new Consortium();
        Institution Create(int index)
        {
            var rpc = new JsonRpcClient(nodes[index % nodes.Count]);
            consortium._connections.Add(rpc);
            return new Institution(keys[index], new EthereumClient(rpc, ContractErrors.Catalogue), chainId, options);
        }

        consortium.Hospital = Create(0);
        consortium.Bank = Create(1);
        consortium.Agency = Create(2);
        AuditContracts addresses = await AuditDeployment.DeployAsync(
            consortium.Hospital.Client,
            consortium.Hospital.Sender,
            [
                new("hospital", consortium.Hospital.Address, InstitutionRoles.Validator | InstitutionRoles.Worker),
                new("bank", consortium.Bank.Address, InstitutionRoles.Validator | InstitutionRoles.Worker),
                new("agency", consortium.Agency.Address, InstitutionRoles.Validator | InstitutionRoles.Auditor | InstitutionRoles.Regulator),
            ],
            cancellationToken);
        Institution[] all = [consortium.Hospital, consortium.Bank, consortium.Agency];
        await Task.WhenAll(all.Select(institution => institution.JoinAsync(addresses, cancellationToken)));
        return consortium;
    }

    /// <summary>What a job of the two data holders says.</summary>
    public JobRegistry.JobSpec Specification(byte[]? content = null, BigInteger? rho = null) => new(
        SpecHash: Bytes32.FromBytes(SHA256.HashData(content ?? RandomNumberGenerator.GetBytes(32))),
        Parties: [Hospital.Address, Bank.Address],
        DataHolders: [Hospital.Address, Bank.Address],
        Protocol: 1,
        Clusters: 5,
        Rounds: 10,
        Leakage: 1,
        Rho: rho ?? 1_000_000_000_000,
        ConsentDeadline: ulong.MaxValue);

    /// <summary>Proposes a job; nobody consented yet.</summary>
    public async Task<Bytes32> ProposeAsync(JobRegistry.JobSpec specification, CancellationToken cancellationToken = default)
    {
        Receipt receipt = await Institution.FinalAsync(Hospital.Contracts.Jobs.SendProposeAsync(Hospital.Sender, specification, cancellationToken: cancellationToken), cancellationToken);
        return Hospital.Contracts.Jobs.FindJobProposed(receipt).Single().JobId;
    }

    /// <summary>Proposes a job, and both data holders consent.</summary>
    public async Task<Bytes32> ConsentedJobAsync(CancellationToken cancellationToken = default)
    {
        JobRegistry.JobSpec specification = Specification();
        Bytes32 jobId = await ProposeAsync(specification, cancellationToken);
        foreach (Institution institution in (Institution[])[Hospital, Bank])
            await Institution.FinalAsync(institution.Contracts.Jobs.SendConsentAsync(institution.Sender, jobId, specification.SpecHash, cancellationToken: cancellationToken), cancellationToken);
        await CatchUpAsync(cancellationToken);
        return jobId;
    }

    /// <summary>
    /// Waits until every institution's node has the blocks that one of them has now: a transaction is final on its sender's node first, and others may
    /// be some blocks behind that.
    /// </summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        EthereumClient[] nodes = [Hospital.Client, Bank.Client, Agency.Client];
        ulong height = (await Task.WhenAll(nodes.Select(node => node.GetBlockNumberAsync(limit.Token)))).Max();
        foreach (EthereumClient node in nodes)
            while (await node.GetBlockNumberAsync(limit.Token) < height) await Task.Delay(100, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Institution? institution in (Institution?[])[Hospital, Bank, Agency])
            if (institution is not null) await institution.DisposeAsync();
        foreach (JsonRpcClient connection in _connections) connection.Dispose();
    }
}
