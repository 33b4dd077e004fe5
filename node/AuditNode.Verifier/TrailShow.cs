using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Verifier.Archives;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.OnChain;
using AuditNode.Verifier.Reports;
using AuditNode.Verifier.Trails;

namespace AuditNode.Verifier;

/// <summary>What <c>audit show</c> shows: a job, a stream or a record, from chain and archives together.</summary>
/// <param name="Job">The job.</param>
/// <param name="Records">The records that were asked for, in order of streams and numbers.</param>
/// <param name="Findings">What is wrong with them, as far as it was looked at: bytes and places, neither artifacts nor proofs.</param>
public sealed record TrailShow(JobReport Job, IReadOnlyList<RecordView> Records, IReadOnlyList<Finding> Findings)
{
    /// <summary>Reads a job.</summary>
    /// <param name="request">Chain and archives; <see cref="VerificationRequest.Jobs"/> names exactly one job.</param>
    /// <param name="institution">Only this stream; null for all.</param>
    /// <param name="sequence">Only this record; null for all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="VerificationArgumentException">The request names no job or several, or no ledger.</exception>
    /// <exception cref="ChainReadException">The chain cannot be read.</exception>
    public static async Task<TrailShow> ReadAsync(
        VerificationRequest request, Address? institution = null, long? sequence = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Jobs.Count != 1) throw new VerificationArgumentException(nameof(request.Jobs), $"{request.Jobs.Count} jobs are named; name one.");
        var findings = new FindingList();
        ArchiveSet archives = ArchiveSet.Open(request.Archives, request.Limits, findings, cancellationToken);
        Address ledger = request.Ledger ?? archives.Ledger ?? throw new VerificationArgumentException(nameof(request.Ledger), "Name the AuditLedger's address; only bundles carry it.");
        using var rpc = new JsonRpcClient(request.Rpc, request.Connection);
        ChainTrail chain = await new ChainReader(rpc, request.Chain).ReadAsync(ledger, null, request.Jobs[0], cancellationToken).ConfigureAwait(false);
        JobTrail trail = await new TrailLoader(archives, findings).LoadAsync(chain, cancellationToken).ConfigureAwait(false);
        IEnumerable<TrailRecord> records = trail.Streams
            .Where(stream => institution is null || stream.Institution == institution)
            .SelectMany(stream => stream.Records)
            .Where(record => sequence is null || record.Sequence == sequence);
        return new TrailShow(JobReports.Of(trail), [.. records.Select(View)], findings.Sorted(finding => (ulong)(finding.Sequence ?? 0)));
    }

    private static RecordView View(TrailRecord record) => new(
        record.Institution, record.Sequence, record.Record?.Kind, record.Record?.Round, record.Hash, record.Anchored?.Origin.BlockNumber,
        record.Anchored?.Origin.TransactionHash,
        record.Anchored?.Transaction?.Call switch
        {
            AppendCall.Single => "single",
            AppendCall.Batch => "batch",
            AppendCall.Relation => "relation",
            _ => null,
        },
        record.IsSound, record.IsSound ? record.Record!.ToBytes() : null);
}
