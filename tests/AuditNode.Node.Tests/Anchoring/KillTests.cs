using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;
using AuditNode.Chain;
using AuditNode.Ckks.Rlwe;
using AuditNode.Scenarios;
using Xunit.Abstractions;

namespace AuditNode.Node.Tests.Anchoring;

public sealed class KillTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Operations = 200, Kills = 10, MostMilliseconds = 5000;

    private readonly TemporaryFolder _folder = new();
    private readonly SortedDictionary<int, string> _confirmed = [];
    private AnchoringChain _chain = null!;

    public async Task InitializeAsync() => _chain = await AnchoringChain.StartAsync();

    public async Task DisposeAsync()
    {
        await _chain.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Attack29_AProcessKilledAtRandomInstantsLosesDoublesAndReordersNothing()
    {
        byte[] seed = RandomNumberGenerator.GetBytes(RandomStream.SeedLength);
        output.WriteLine($"seed {Convert.ToHexStringLower(seed)}");
        using var random = new RandomStream(seed, "kills");
        Institution hospital = _chain.Consortium.Hospital;
        Bytes32 jobId = await _chain.Consortium.ConsentedJobAsync(), dataset = Keccak256.HashData(jobId.ToArray());
        int releases = Enumerable.Range(0, Operations).Count(ReportingProcess.HasPrice);
        BigInteger spent = ReportingProcess.Price * (BigInteger)releases;
        await Institution.FinalAsync(hospital.Contracts.Budget.SendOpenDatasetAsync(hospital.Sender, dataset, spent)); // enough for each release once
        await Institution.FinalAsync(hospital.Contracts.Budget.SendConsentReleaseAsync(hospital.Sender, dataset, jobId, spent));
        byte[] secret = new byte[32];
        hospital.ProofKey.Export(secret);
        var task = new ReportingTask(NodeSetting.Of(_chain, _folder.Path), jobId, dataset, Convert.ToHexStringLower(secret), Operations);

        for (int i = 0; i < Kills; i++)
        {
            byte[] draw = new byte[4];
            random.Fill(draw);
            int delay = (int)(BinaryPrimitives.ReadUInt32LittleEndian(draw) % MostMilliseconds);
            bool ended = await RunAsync(task, TimeSpan.FromMilliseconds(delay));
            output.WriteLine($"killed after {delay} ms, {_confirmed.Count} of {Operations} reports confirmed");
            if (ended) break;
        }

        Assert.True(await RunAsync(task, null));
        Assert.Equal(Operations, _confirmed.Count);
        await using AnchoringNode node = await AnchoringNode.StartAsync(task.Setting, hospital.ProofKey);
        IReadOnlyList<Bytes32> anchored = await node.SettleAsync(jobId);
        Assert.Equal(_confirmed.Select(report => $"{report.Key} {report.Key} {anchored[report.Key]}"), _confirmed.Values);
        Assert.Equal(Operations, anchored.Count);
        Assert.Equal(spent, await hospital.Contracts.Budget.SpentAsync(hospital.Address, dataset));
    }

    /// <summary>Runs the process, and kills it some time after it is ready; whether it came to its end before.</summary>
    private async Task<bool> RunAsync(ReportingTask task, TimeSpan? killAfter)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(KillTests).Assembly.Location, "report"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(task));
        bool settled = false;
        Task? killing = null;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == "ready" && killAfter is { } delay) killing = KillAsync(process, delay);
            else if (line == "settled") settled = true;
            else if (line != "ready" && line.Split(' ') is [var number, _, { Length: 66 }]) Confirm(int.Parse(number, CultureInfo.InvariantCulture), line);
        }

        await process.WaitForExitAsync();
        if (killing is not null) await killing;
        Assert.True(killAfter is not null || process.ExitCode == 0, $"The process ended with {process.ExitCode}.");
        return settled;
    }

    private void Confirm(int operation, string line)
    {
        if (_confirmed.TryGetValue(operation, out string? before)) Assert.Equal(before, line); // the same record every time
        else _confirmed[operation] = line;
    }

    private static async Task KillAsync(Process process, TimeSpan delay)
    {
        await Task.Delay(delay);
        process.Kill(); // SIGKILL
    }
}
