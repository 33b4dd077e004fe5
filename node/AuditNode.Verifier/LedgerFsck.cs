using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Verifier.Checks;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.OnChain;
using AuditNode.Verifier.Reports;
using AuditNode.Verifier.State;
using AuditNode.Verifier.Trails;

namespace AuditNode.Verifier;

/// <summary>
/// Checks a ledger by itself, without any archive: <c>ledger fsck</c>. Events, heads and storage agree, storage is proven against the block's
/// state root where the node gives proofs, and every record's proof holds.
/// </summary>
public static class LedgerFsck
{
    /// <summary>Checks.</summary>
    /// <param name="request">Which ledger.</param>
    /// <param name="progress">Told how far it is; may be null.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<VerificationReport> RunAsync(
        LedgerRequest request, IProgress<VerificationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var findings = new FindingList();
        var chains = new List<ChainTrail>();
        string? storage = null;
        try
        {
            using var rpc = new JsonRpcClient(request.Rpc, request.Connection);
            var reader = new ChainReader(rpc, request.Chain);
            IReadOnlyList<Bytes32> jobs = request.Jobs.Count > 0
                ? request.Jobs
                : await reader.ListJobsAsync(request.Ledger, cancellationToken).ConfigureAwait(false);
            var state = new StateCheck(reader.Client);
            for (int i = 0; i < jobs.Count; i++)
            {
                progress?.Report(new VerificationProgress("chain", i, jobs.Count));
                ChainTrail chain = await reader.ReadAsync(request.Ledger, null, jobs[i], cancellationToken).ConfigureAwait(false);
                chains.Add(chain);
                findings.AddRange(LedgerCheck.Run(chain));
                string how = await state.RunAsync(chain, findings, cancellationToken).ConfigureAwait(false);
                storage = storage is null or "proven" ? how : storage;
            }
        }
        catch (ChainReadException e)
        {
            findings.Add(new Finding(e.Code, e.Message));
        }
        catch (RpcException e)
        {
            findings.Add(new Finding(FindingCode.ChainUnreachable, e.Message));
        }

        IReadOnlyList<Finding> sorted = findings.Sorted(finding => (ulong)(finding.Sequence ?? 0));
        return new VerificationReport
        {
            Operation = "fsck",
            Exit = VerificationReport.ExitOf(sorted),
            ChainId = chains.FirstOrDefault()?.ChainId,
            Contracts = chains.FirstOrDefault()?.Contracts,
            Head = chains.LastOrDefault()?.Head,
            Jobs = [.. chains.Select(chain => JobReports.Of(new JobTrail(chain, null, null, [.. chain.Streams.Select(Empty)])))],
            Storage = storage,
            Findings = sorted,
            DroppedFindings = findings.Dropped,
        };
    }

    private static StreamTrail Empty(ChainStream stream) =>
        new(stream, null, [.. stream.Records.Select((record, i) => new TrailRecord(stream.Institution, i, record))]);
}
