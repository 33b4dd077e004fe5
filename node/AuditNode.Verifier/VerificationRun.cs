using AuditNode.Chain;
using AuditNode.Verifier.Archives;
using AuditNode.Verifier.Checks;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.OnChain;
using AuditNode.Verifier.Replay;
using AuditNode.Verifier.Reports;
using AuditNode.Verifier.Trails;

namespace AuditNode.Verifier;

/// <summary>One verification, from opening the archives to the report.</summary>
/// <param name="request">What is verified.</param>
/// <param name="progress">Told how far it is; may be null.</param>
/// <param name="source">Says what is on the chain.</param>
internal sealed class VerificationRun(VerificationRequest request, IProgress<VerificationProgress>? progress, IChainSource source)
{
    private static readonly ITrailCheck[] s_checks =
        [new LedgerCheck(), new SpecificationCheck(), new CoverageCheck(), new ConsentCheck(), new AlignmentCheck(), new OrderCheck(), new PrivacyCheck(), new MessageCheck(), new BroadcastCheck(), new ResultCheck()];

    private readonly FindingList _findings = new();
    private readonly List<JobTrail> _trails = [];
    private ReplayReport? _replay;
    private long _artifacts;

    public async Task<VerificationReport> ExecuteAsync(CancellationToken cancellationToken)
    {
        ArchiveSet archives = ArchiveSet.Open(request.Archives, request.Limits, _findings, cancellationToken);
        if (archives.Sources.Count == 0) return Report(VerificationExit.ArchiveUnreadable);
        try
        {
            await LoadAsync(archives, cancellationToken).ConfigureAwait(false);
            await CheckAsync(archives, cancellationToken).ConfigureAwait(false);
        }
        catch (ChainReadException e)
        {
            _findings.Add(new Finding(e.Code, e.Message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _findings.Add(new Finding(FindingCode.ArchiveUnreadable, e.Message));
        }

        return Report(null, [.. archives.Sources.Select(source => source.Name)]);
    }

    private async Task LoadAsync(ArchiveSet archives, CancellationToken cancellationToken)
    {
        Address ledger = request.Ledger ?? archives.Ledger
            ?? throw new VerificationArgumentException(nameof(request.Ledger), "Name the AuditLedger's address; only bundles carry it.");
        Address? budget = request.Budget ?? archives.Budget;
        IReadOnlyList<Bytes32> jobs = request.Jobs.Count > 0 ? request.Jobs : archives.ListJobs();
        var loader = new TrailLoader(archives, _findings);
        for (int i = 0; i < jobs.Count; i++)
        {
            progress?.Report(new VerificationProgress("chain", i, jobs.Count));
            ChainTrail chain = await source.ReadAsync(ledger, budget, jobs[i], cancellationToken).ConfigureAwait(false);
            archives.CompareWith(chain, _findings);
            progress?.Report(new VerificationProgress("records", i, jobs.Count));
            _trails.Add(await loader.LoadAsync(chain, cancellationToken).ConfigureAwait(false));
        }

        if (jobs.Count == 0) _findings.Add(new Finding(FindingCode.ArchiveUnreadable, "No archive has anything of any job."));
    }

    private async Task CheckAsync(ArchiveSet archives, CancellationToken cancellationToken)
    {
        var artifacts = new ArtifactCheck(archives, _findings);
        long done = 0;
        void Count() => progress?.Report(new VerificationProgress("artifacts", Interlocked.Increment(ref done)));
        await artifacts.RunAsync(_trails, request.MaxDegreeOfParallelism, progress is null ? null : Count, cancellationToken).ConfigureAwait(false);
        _artifacts = artifacts.Checked;
        var relations = new RelationCheck(archives, _findings);
        var beacons = new BeaconCheck(source, _findings);
        for (int i = 0; i < _trails.Count; i++)
        {
            progress?.Report(new VerificationProgress("checks", i, _trails.Count));
            foreach (ITrailCheck check in s_checks) _findings.AddRange(check.Run(_trails[i]));
            await relations.RunAsync(_trails[i], cancellationToken).ConfigureAwait(false);
            await beacons.RunAsync(_trails[i], cancellationToken).ConfigureAwait(false);
        }

        if (request.Replay is { } plan) await ReplayAsync(archives, plan, cancellationToken).ConfigureAwait(false);
    }

    private async Task ReplayAsync(ArchiveSet archives, ReplayPlan plan, CancellationToken cancellationToken)
    {
        var replay = new TrailReplay(archives, request.Limits, _findings);
        foreach (JobTrail trail in _trails)
        {
            ReplayReport one = await replay.RunAsync(trail, plan, request.MaxDegreeOfParallelism, progress, cancellationToken).ConfigureAwait(false);
            _replay = _replay is null ? one : _replay with
            {
                // Of several jobs each has its own beacon; one beacon of them is told.
                Replayable = _replay.Replayable + one.Replayable,
                Chosen = _replay.Chosen + one.Chosen,
                Equal = _replay.Equal + one.Equal,
                Records = [.. _replay.Records, .. one.Records],
            };
        }
    }

    private VerificationReport Report(VerificationExit? exit, IReadOnlyList<string>? sources = null)
    {
        IReadOnlyList<Finding> findings = _findings.Sorted(PlaceOf);
        ChainTrail? chain = _trails.Count > 0 ? _trails[0].Chain : null;
        return new VerificationReport
        {
            Operation = request.Replay is null ? "verify" : "replay",
            Exit = exit ?? VerificationReport.ExitOf(findings),
            ChainId = chain?.ChainId,
            Contracts = chain?.Contracts,
            Head = chain?.Head,
            Sources = sources ?? [],
            Jobs = [.. _trails.Select(JobReports.Of)],
            Artifacts = _artifacts,
            Replay = _replay,
            Findings = findings,
            DroppedFindings = _findings.Dropped,
        };
    }

    private ulong PlaceOf(Finding finding)
    {
        StreamTrail? stream = _trails.Find(trail => trail.JobId == finding.JobId)?.StreamOf(finding.Institution ?? default);
        // A block and a place within it, in one number: no block has 2^20 records.
        return stream?.Chain.Find(finding.Sequence ?? -1) is { } anchored
            ? (anchored.Origin.BlockNumber << 20) + Math.Min(anchored.Origin.LogIndex, (1 << 20) - 1)
            : ulong.MaxValue;
    }
}
