using AuditNode.Chain.JsonRpc;
using AuditNode.Verifier.OnChain;
using AuditNode.Verifier.Reports;

namespace AuditNode.Verifier;

/// <summary>
/// Verifies audit trails with nothing but a chain's node and archives or bundles: <c>audit verify</c> and <c>audit replay</c>. Asks no producing
/// node, changes nothing, and tells what is wrong in a report instead of by exceptions.
/// </summary>
public static class TrailVerification
{
    /// <summary>Verifies, and replays where the request has a plan for it.</summary>
    /// <param name="request">What, and against which chain.</param>
    /// <param name="progress">Told how far it is, possibly from several threads; may be null.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="VerificationArgumentException">The request makes no sense.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<VerificationReport> RunAsync(
        VerificationRequest request, IProgress<VerificationProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Archives.Count == 0) throw new VerificationArgumentException(nameof(request.Archives), "Name at least one archive or bundle; the chain alone is for ledger fsck.");
        if (request.MaxDegreeOfParallelism < 1) throw new VerificationArgumentException(nameof(request.MaxDegreeOfParallelism), "It must be at least 1.");
        using var rpc = new JsonRpcClient(request.Rpc, request.Connection);
        var run = new VerificationRun(request, progress, new ChainReader(rpc, request.Chain));
        return await run.ExecuteAsync(cancellationToken).ConfigureAwait(false);
    }
}
