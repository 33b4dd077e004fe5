using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AuditNode.ChainDev.Deployment;
using AuditNode.Engine.Privacy;
using AuditNode.Node.Api;
using AuditNode.Node.Hosting;
using AuditNode.Node.Jobs;

namespace AuditNode.Node.Demo;

/// <summary>
/// The whole way of a job, with real parts only: a chain, three institutions as processes of their own, a table whose columns two of them
/// share, clustering under encryption, an auditor who verifies and repeats it, and a bit that somebody flips.
/// </summary>
/// <param name="options">What to do.</param>
/// <param name="say">Takes a line for people at each step.</param>
internal sealed class Demonstration(DemoOptions options, Action<string> say)
{
    private const int Steps = 8;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan AnchorLimit = TimeSpan.FromMinutes(2);
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private int step;

    /// <summary>Runs it; everything that it started has ended when it returns.</summary>
    /// <exception cref="NodeException">A step failed.</exception>
    public async Task<DemoReport> RunAsync(CancellationToken cancellationToken)
    {
        using var folder = new DemoFolder(options.Keep);
        Begin("data");
        var data = await DemoData.ReadAsync(options, cancellationToken).ConfigureAwait(false);
        if (data.Records < options.Clusters)
            throw new NodeException(NodeError.Usage, $"{data.Name} has {data.Records} records; ask for fewer clusters than {options.Clusters}.");
        var job = new DemoJob(options, data);
        say($"{data.Name}: {data.Records} records, {string.Join(", ", data.Columns[..data.Split])} at the hospital, {string.Join(", ", data.Columns[data.Split..])} at the laboratory");

        Begin("chain");
        await using var chain = await DemoChain.StartAsync(options.IsPoa, 3, cancellationToken).ConfigureAwait(false);
        say($"{chain.Description}, {chain.Rpc}");

        Begin("three institutions: keys, contracts, nodes");
        const InstitutionRoles Worker = InstitutionRoles.Validator | InstitutionRoles.Worker;
        DemoInstitution[] institutions =
        [
            new("hospital", Worker, chain.RpcOf(0), folder.NodeAt("hospital")),
            new("laboratory", Worker, chain.RpcOf(1), folder.NodeAt("laboratory")),
            new("auditor", InstitutionRoles.Validator | InstitutionRoles.Auditor, chain.RpcOf(2), folder.NodeAt("auditor")),
        ];
        try
        {
            var (hospital, laboratory, auditor) = (institutions[0], institutions[1], institutions[2]);
            await Task.WhenAll(institutions.Select(one => one.PrepareAsync(folder.Contracts, cancellationToken))).ConfigureAwait(false);
            await data.WriteAsync(hospital.DataFile, ..data.Split, cancellationToken).ConfigureAwait(false);
            await data.WriteAsync(laboratory.DataFile, data.Split.., cancellationToken).ConfigureAwait(false);
            var contracts = await chain.FoundAsync(institutions, cancellationToken).ConfigureAwait(false);
            contracts.Write(folder.Contracts);
            await Task.WhenAll(institutions.Select(one => one.StartAsync(cancellationToken))).ConfigureAwait(false);
            foreach (var one in institutions)
                say($"{one.Name,-10} {one.Address}  process {one.ProcessId}, port {one.Port}");
            var founded = await chain.Ethereum.GetBlockNumberAsync(cancellationToken).ConfigureAwait(false);
            var foundingGas = await chain.GasSinceAsync(contracts.FirstBlock, cancellationToken).ConfigureAwait(false);

            Begin("job: proposed, and consented to by both");
            var specification = job.Specify(hospital, laboratory);
            await File.WriteAllBytesAsync(folder.Specification, specification.ToBytes(), cancellationToken).ConfigureAwait(false);
            var proposed = await hospital.CommandAsync(cancellationToken, "job", "propose", folder.Specification).ConfigureAwait(false);
            var jobId = proposed.GetProperty("jobId").GetString()!;
            foreach (var holder in (DemoInstitution[])[hospital, laboratory])
                await holder.CommandAsync(cancellationToken, "job", "consent", jobId, "--specification", folder.Specification).ConfigureAwait(false);
            say($"job {jobId}");

            Begin($"clustering under encryption, {options.Rounds} rounds");
            await WatchAsync(hospital, jobId, cancellationToken).ConfigureAwait(false);
            var result = (await hospital.CommandAsync(cancellationToken, "job", "result", jobId).ConfigureAwait(false)).Deserialize<JobResult>(NodeJson.Options)!;
            var bytes = await TrafficAsync(hospital, laboratory, cancellationToken).ConfigureAwait(false);

            Begin("records anchored to finality");
            await AnchoredAsync([hospital, laboratory], cancellationToken).ConfigureAwait(false);
            var jobGas = await chain.GasSinceAsync(founded, cancellationToken).ConfigureAwait(false);

            Begin("the auditor verifies and replays, from the chain and a bundle");
            string[] trail = ["--rpc", auditor.Rpc.ToString(), "--contracts", folder.Contracts, "--job", jobId];
            await DemoProgram.RequireAsync(
                cancellationToken, ["audit", "export", "--archive", hospital.Directory.Archive, "--archive", laboratory.Directory.Archive, .. trail, "--out", folder.Bundle]).ConfigureAwait(false);
            var (verified, report) = await DemoProgram.RunAsync(["audit", "replay", "--archive", folder.Bundle, .. trail], cancellationToken).ConfigureAwait(false);
            Show(report);

            Begin("somebody flips one bit in the hospital's archive");
            string tampered, finding;
            int found;
            using (var tamper = DemoTamper.In(hospital.Directory.Archive))
            {
                tampered = Path.GetRelativePath(hospital.Directory.Archive, tamper.Path);
                say($"byte {tamper.Offset} of {tampered}");
                (found, finding) = await DemoProgram.RunAsync(
                    ["audit", "verify", "--archive", hospital.Directory.Archive, "--archive", laboratory.Directory.Archive, .. trail], cancellationToken).ConfigureAwait(false);
            }
            Show(string.Join('\n', finding.Split('\n').Take(6)));
            var (quality, lloyd) = job.Judge([.. result.FixedPoint.SelectMany(row => row)]);
            var spent = UInt128.Parse(result.RhoSpent, CultureInfo.InvariantCulture);
            return new DemoReport(
                data.Name, data.Records, chain.Description, jobId, result.Features, result.Centroids, quality, lloyd,
                ZeroConcentrated.Epsilon(new Rho(spent), specification.Delta), specification.Delta, result.RhoSpent, bytes, foundingGas, jobGas,
                verified == 0, tampered, found == 1, finding.Split('\n').FirstOrDefault(line => line.StartsWith("First bad", StringComparison.Ordinal)) ?? "", clock.Elapsed.TotalSeconds);
        }
        finally
        {
            await Task.WhenAll(institutions.Select(one => one.DisposeAsync().AsTask())).ConfigureAwait(false);
        }
    }

    private void Begin(string what) => say(string.Create(CultureInfo.InvariantCulture, $"[{++step}/{Steps}] {clock.Elapsed.TotalSeconds,5:F1} s  {what}"));

    private void Show(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            say($"    {line.TrimEnd()}");
    }

    private async Task WatchAsync(DemoInstitution institution, string jobId, CancellationToken cancellationToken)
    {
        var before = "";
        while (true)
        {
            if (await institution.TryGetAsync<JobStatus>($"v1/jobs/{jobId}", cancellationToken).ConfigureAwait(false) is { } job)
            {
                var text = job.Progress is { } now ? Commands.JobWatch.Describe(now) : job.State;
                if (text != before)
                    say($"    {before = text}");
                if (job.State == "completed")
                    return;
                if (job.State == "aborted")
                    throw new NodeException(NodeError.Refused, $"The job was aborted: {job.AbortReason}; see the nodes' logs with --keep.");
            }
            await Task.Delay(Poll, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<long> TrafficAsync(DemoInstitution one, DemoInstitution other, CancellationToken cancellationToken)
    {
        var peers = await one.TryGetAsync<List<PeerView>>("v1/peers", cancellationToken).ConfigureAwait(false);
        var address = other.Address.ToString();
        return peers?.Where(peer => peer.Institution == address).Sum(peer => peer.BytesSent + peer.BytesReceived) ?? 0;
    }

    private static async Task AnchoredAsync(IReadOnlyList<DemoInstitution> institutions, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnchorLimit);
        foreach (var institution in institutions)
        {
            while (await institution.TryGetAsync<NodeStatus>("v1/status", limit.Token).ConfigureAwait(false)
                is not { Backlog: { Pending: 0, Submitted: 0, Included: 0 } })
            {
                await Task.Delay(Poll, limit.Token).ConfigureAwait(false);
            }
        }
    }
}
