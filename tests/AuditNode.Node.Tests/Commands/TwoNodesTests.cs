using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Keystore;
using AuditNode.Chain.Sending;
using AuditNode.ChainDev;
using AuditNode.ChainDev.Deployment;
using AuditNode.ChainDev.Processes;
using AuditNode.Engine.Privacy;
using AuditNode.Node.Hosting;
using AuditNode.Node.Keys;
using AuditNode.Records.Jobs;

namespace AuditNode.Node.Tests.Commands;

/// <summary>Two nodes as processes run a job over the network, by the command line alone.</summary>
public sealed class TwoNodesTests : IAsyncLifetime
{
    private const int Records = 240;
    private static readonly ScryptParameters Cheap = new(2, 8, 1);
    private readonly TemporaryFolder folder = new();
    private readonly List<Member> members = [];
    private DevChain chain = null!;

    private string Passphrase => Path.Combine(folder.Path, "passphrase");

    private string ContractsFile => Path.Combine(folder.Path, "contracts.json");

    [Fact]
    public async Task A_job_goes_from_a_proposal_to_a_verified_trail()
    {
        foreach (var member in members)
            await RequireAsync("key", "register", "-d", member.Directory.Root, "--passphrase-file", Passphrase);
        using var first = NodeProcess.Start("node", "run", "-d", members[0].Directory.Root, "--passphrase-file", Passphrase);
        using var second = NodeProcess.Start("node", "run", "-d", members[1].Directory.Root, "--passphrase-file", Passphrase);
        foreach (var member in members)
            await ReadyAsync(member);

        var file = Path.Combine(folder.Path, "job.json");
        await File.WriteAllBytesAsync(file, [.. Specification().ToBytes(), (byte)'\n']);
        var refused = await NodeProcess.RunAsync("job", "propose", file, "-d", members[0].Directory.Root);
        Assert.Equal((int)NodeError.Usage, refused.ExitCode);
        Assert.Contains("jq -cjS", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
        await File.WriteAllBytesAsync(file, Specification().ToBytes());
        var proposed = await RequireAsync("job", "propose", file, "-d", members[0].Directory.Root, "--json");
        var job = proposed.Json.GetProperty("jobId").GetString()!;
        await RequireSpecificationAsync(job, file);
        await RequireBudgetAsync(job);
        foreach (var member in members)
            await RequireAsync("job", "consent", job, "-d", member.Directory.Root, "--json");
        var watched = await WatchAsync(job, first, second);
        Assert.Equal("completed", watched.Json.GetProperty("state").GetString());

        var result = await RequireAsync("job", "result", job, "-d", members[0].Directory.Root);
        Assert.Equal(watched.Json.GetProperty("result").GetString(), $"0x{result.Json.GetProperty("resultHash").GetString()}");
        Assert.Equal(2, result.Json.GetProperty("centroids").GetArrayLength());
        Assert.NotEqual("0", (await RequireAsync("privacy", "budget", "-d", members[0].Directory.Root, "--json")).Json[0].GetProperty("spent").GetString());

        string[] trail = ["--rpc", $"{chain.RpcUrl}", "--contracts", ContractsFile, "--archive", members[0].Directory.Archive, "--archive", members[1].Directory.Archive];
        var verified = await NodeProcess.RunAsync(["audit", "verify", .. trail, "--json"]);
        Assert.True(verified.ExitCode is 0 or 6, verified.Output); // 6: the last records may not be anchored yet
        // Beside the running nodes, whose archives are open, and whose peers are known by now.
        var examined = await RequireAsync("doctor", "-d", members[0].Directory.Root, "--json");
        Assert.Contains(examined.Json.GetProperty("checks").EnumerateArray(), check => check.GetProperty("name").GetString()!.StartsWith("peer", StringComparison.Ordinal));
        await StopAsync(first);
        await StopAsync(second);
        var saved = Path.Combine(folder.Path, "offline.json");
        await RequireAsync("job", "show", job, "-d", members[1].Directory.Root, "--save", saved);
        Assert.Equal(await File.ReadAllBytesAsync(file), await File.ReadAllBytesAsync(saved));
    }

    public async Task InitializeAsync()
    {
        chain = await AnvilChain.StartAsync(new DevChainOptions());
        WritePrivate(Passphrase, KeyMaker.RandomPassphrase());
        var passphrase = AuditNode.Node.Keys.Passphrase.Read(Passphrase);
        foreach (var (name, column) in (ReadOnlySpan<(string, string)>)[("hospital", "age"), ("bank", "income")])
            members.Add(new Member(name, column, new NodeDirectory(Path.Combine(folder.Path, name)), LoopbackPort.Choose()));
        foreach (var member in members)
        {
            await KeyMaker.MakeAsync(member.Directory, passphrase, TimeProvider.System, Cheap);
            await chain.Ethereum.Rpc.CallAsync(new JsonRpcRequest("anvil_setBalance", $"{member.Address}", "0x3635c9adc5dea00000"), default);
            WritePrivate(member.Directory.Configuration, $$"""
                {
                  "name": "{{member.Name}}",
                  "chain": { "rpc": "{{chain.RpcUrl}}", "pollMilliseconds": 100, "confirmations": 1, "contracts": "{{ContractsFile}}" },
                  "peers": { "listen": "127.0.0.1:{{member.Port}}" },
                  "admin": { "listen": "unix:admin.sock" },
                  "jobs": { "pollSeconds": 1 },
                  "datasets": { "main": { "path": "main.csv", "cap": "100000000000000" } }
                }
                """);
            await File.WriteAllLinesAsync(
                member.Directory.At("main.csv"),
                [member.Column, .. Enumerable.Range(0, Records).Select(i => $"{(i % 2 == 0 ? 25 : 75) + (i * 37 % 41 - 20) / 2}")]);
        }
        using var key = chain.Accounts[0].ReadKey();
        await using var sender = new TransactionSender(
            chain.Ethereum, new Account(key), chain.ChainId, new TransactionSenderOptions { PollInterval = TimeSpan.FromMilliseconds(100) });
        var contracts = await AuditDeployment.DeployAsync(
            chain.Ethereum, sender,
            [.. members.Select(member => new Institution(member.Name, member.Address, InstitutionRoles.Validator | InstitutionRoles.Worker))]);
        contracts.Write(ContractsFile);
    }

    public async Task DisposeAsync()
    {
        await chain.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>The other institution has nothing but the job's number; its node asks the proposer's.</summary>
    private async Task RequireSpecificationAsync(string job, string file)
    {
        var root = members[1].Directory.Root;
        var refused = await NodeProcess.RunAsync("job", "consent", job, "-d", root);
        Assert.Equal((int)NodeError.Refused, refused.ExitCode);
        Assert.Contains("--from https://HOST:PORT", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
        var nobody = await NodeProcess.RunAsync("job", "show", job, "-d", root, "--from", $"https://127.0.0.1:{LoopbackPort.Choose()}");
        Assert.Equal((int)NodeError.Refused, nobody.ExitCode);

        var saved = Path.Combine(folder.Path, "fetched.json");
        await RequireAsync("job", "show", job, "-d", root, "--from", $"https://127.0.0.1:{members[0].Port}", "--save", saved, "--json");
        Assert.Equal(await File.ReadAllBytesAsync(file), await File.ReadAllBytesAsync(saved));
    }

    /// <summary>The steps of PrivacyBudget by themselves; consent finds them done.</summary>
    private async Task RequireBudgetAsync(string job)
    {
        var root = members[1].Directory.Root;
        Assert.Equal((int)NodeError.Refused, (await NodeProcess.RunAsync("privacy", "consent", job, "-d", root)).ExitCode);
        var opened = await RequireAsync("privacy", "open", "main", "-d", root, "--json");
        Assert.True(opened.Json.GetProperty("budget").GetProperty("opened").GetBoolean());
        Assert.True(opened.Json.TryGetProperty("transaction", out _));
        Assert.False((await RequireAsync("privacy", "open", "-d", root, "--json")).Json.TryGetProperty("transaction", out _));
        Assert.True((await RequireAsync("privacy", "consent", job, "-d", root, "--json")).Json.TryGetProperty("transaction", out _));
        Assert.False((await RequireAsync("privacy", "consent", job, "-d", root, "--json")).Json.TryGetProperty("transaction", out _));
    }

    private JobSpecification Specification() => new()
    {
        Name = "sample",
        Parties =
        [
            PartyOf(members[0], JobPartyRoles.Computing | JobPartyRoles.Data),
            PartyOf(members[1], JobPartyRoles.KeyHolder | JobPartyRoles.Data),
        ],
        Records = Records,
        Clusters = 2,
        Start = new JobStart(Bytes32.Zero, [[-(1L << 30), -(1L << 30)], [1L << 30, 1L << 30]]),
        Rounds = 2,
        RhoUnits = ZeroConcentrated.FromEpsilon(50, 1e-5).Units,
        Delta = 1e-5,
        SignDegree = 3,
        SignGap = 0.2,
        FloodingBits = 20,
        NoiseCandidates = 1,
        Leakage = "noisy-sums",
    };

    private static PartySpecification PartyOf(Member member, JobPartyRoles roles) => new(
        member.Name, member.Address, roles, $"https://127.0.0.1:{member.Port}", [new ColumnSpecification(member.Column, 0, 100)]);

    private static async Task ReadyAsync(Member member)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while ((await NodeProcess.RunAsync("node", "status", "-d", member.Directory.Root)).ExitCode != 0)
            await Task.Delay(500, limit.Token);
    }

    // A job that does not end says why in the nodes' logs.
    private async Task<NodeResult> WatchAsync(string job, params NodeProcess[] nodes)
    {
        try
        {
            return await RequireAsync("job", "watch", job, "-d", members[1].Directory.Root, "--json");
        }
        catch (OperationCanceledException e)
        {
            foreach (var node in nodes)
                await node.SignalAsync("TERM");
            throw new InvalidOperationException($"The job did not end:\n{string.Join('\n', (await Task.WhenAll(nodes.Select(node => node.WaitAsync()))).Select(node => node.Errors))}", e);
        }
    }

    private static async Task StopAsync(NodeProcess node)
    {
        await node.SignalAsync("TERM");
        Assert.Equal(0, (await node.WaitAsync()).ExitCode);
    }

    private static async Task<NodeResult> RequireAsync(params string[] arguments)
    {
        var result = await NodeProcess.RunAsync(arguments);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)}: {result.Output}{result.Errors}");
        return result;
    }

    private static void WritePrivate(string path, string text)
    {
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private sealed record Member(string Name, string Column, NodeDirectory Directory, int Port)
    {
        public Address Address => KeySummary.ReadAddress(new KeyFiles(Directory).Account);
    }
}
