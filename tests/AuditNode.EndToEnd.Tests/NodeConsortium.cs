using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Sending;
using AuditNode.ChainDev;
using AuditNode.ChainDev.Deployment;
using AuditNode.Node.Api;
using AuditNode.Records.Jobs;
using AuditNode.Scenarios;
using Institution = AuditNode.ChainDev.Deployment.Institution;

namespace AuditNode.EndToEnd.Tests;

/// <summary>A chain with a block a second, its contracts, and institutions with a node process each: nothing but what a user would start.</summary>
internal sealed class NodeConsortium : IAsyncDisposable
{
    // What hangs fails a test; nothing else depends on how long anything takes.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8), Poll = TimeSpan.FromMilliseconds(200);
    private readonly TemporaryFolder folder;

    private NodeConsortium(TemporaryFolder folder, DevChain chain, IReadOnlyList<Member> members) => (this.folder, Chain, Members) = (folder, chain, members);

    public DevChain Chain { get; }

    public IReadOnlyList<Member> Members { get; }

    private string Contracts => folder.At("contracts.json");

    /// <summary>Starts everything, and waits until all nodes are ready.</summary>
    /// <param name="members">Name, columns and disk of each institution; no disk is that of the tests.</param>
    public static async Task<NodeConsortium> StartAsync(params (string Name, int[] Columns, Func<string, SmallDisk>? Disk)[] members)
    {
        var folder = new TemporaryFolder();
        var chain = await AnvilChain.StartAsync(new DevChainOptions { BlockTime = TimeSpan.FromSeconds(1), KeepState = false });
        var consortium = new NodeConsortium(
            folder, chain, [.. members.Select(member => new Member(member.Name, folder.At(member.Name), member.Disk?.Invoke(folder.At(member.Name))))]);
        try
        {
            for (var i = 0; i < members.Length; i++)
                await consortium.Members[i].PrepareAsync(chain.RpcUrl, consortium.Contracts, SampleTable.Lines(members[i].Columns));
            await consortium.FoundAsync();
            await Task.WhenAll(consortium.Members.Select(member => member.RegisterAsync()));
            foreach (var member in consortium.Members)
                member.Start();
            await consortium.UntilAsync(async (member, token) => await member.TryGetStatusAsync(token) is { Ready: true });
            return consortium;
        }
        catch
        {
            await consortium.DisposeAsync();
            throw;
        }
    }

    /// <summary>Proposes a job to which all parties consent, by the command line.</summary>
    /// <returns>The job's number.</returns>
    public async Task<string> ConsentedAsync(JobSpecification specification)
    {
        var file = folder.At("job.json");
        await File.WriteAllBytesAsync(file, specification.ToBytes());
        var job = (await Members[0].CommandAsync("job", "propose", file)).Json.GetProperty("jobId").GetString()!;
        await Task.WhenAll(Members.Select(member => member.CommandAsync("job", "consent", job, "--specification", file)));
        return job;
    }

    /// <summary>Waits until the job is completed everywhere, and all records are final on the ledger.</summary>
    public async Task CompletedAsync(string job)
    {
        await UntilAsync(async (member, token) => await member.TryGetAsync<JobStatus>($"v1/jobs/{job}", token) switch
        {
            { State: "aborted" } aborted =>
                throw new InvalidOperationException($"The job was aborted: {aborted.AbortReason}; {aborted.Progress?.Detail}\n{await LogAsync()}"),
            { State: "completed" } completed => completed.Progress is null or { Phase: "completed" },
            _ => false,
        });
        await UntilAsync(async (member, token) => await member.TryGetStatusAsync(token) is { Backlog: { Pending: 0, Submitted: 0, Included: 0 } });
    }

    /// <summary>Verifies the trail of the job from chain and archives, and repeats the whole encrypted computation.</summary>
    public async Task<NodeResult> ReplayAsync(string job) => await NodeProcess.RunAsync(
    [
        "audit", "replay", "--json", "--rpc", $"{Chain.RpcUrl}", "--contracts", Contracts, "--job", job,
        .. Members.SelectMany(member => (string[])["--archive", member.Directory.Archive]),
    ]);

    /// <summary>Waits for a condition at all institutions; a node that ends fails it, with what it said.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="mayEnd">The one whose node may end all the same.</param>
    public async Task UntilAsync(Func<Member, CancellationToken, Task<bool>> condition, Member? mayEnd = null)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            foreach (var member in Members)
            {
                while (!await condition(member, limit.Token))
                {
                    if (Members.FirstOrDefault(other => other.HasEnded && other != mayEnd) is { } ended)
                        throw new InvalidOperationException($"The node of {ended.Name} ended by itself.\n{await LogAsync()}");
                    await Task.Delay(Poll, limit.Token);
                }
            }
        }
        catch (OperationCanceledException e)
        {
            throw new InvalidOperationException($"What was waited for did not come within {Patience.TotalMinutes} minutes.\n{await LogAsync()}", e);
        }
    }

    /// <summary>What all nodes said, which are ended for it.</summary>
    public async Task<string> LogAsync() => string.Join('\n', await Task.WhenAll(Members.Select(member => member.LogAsync())));

    public async ValueTask DisposeAsync()
    {
        foreach (var member in Members)
            member.Dispose();
        await Chain.DisposeAsync();
        folder.Dispose();
    }

    private async Task FoundAsync()
    {
        foreach (var member in Members)
            await Chain.Ethereum.Rpc.CallAsync(new JsonRpcRequest("anvil_setBalance", $"{member.Address}", "0x3635c9adc5dea00000"), default);
        using var key = Chain.Accounts[0].ReadKey();
        await using var sender = new TransactionSender(
            Chain.Ethereum, new Account(key), Chain.ChainId, new TransactionSenderOptions { PollInterval = TimeSpan.FromMilliseconds(100) });
        var contracts = await AuditDeployment.DeployAsync(
            Chain.Ethereum, sender, [.. Members.Select(member => new Institution(member.Name, member.Address, InstitutionRoles.Validator | InstitutionRoles.Worker))]);
        contracts.Write(Contracts);
    }
}
