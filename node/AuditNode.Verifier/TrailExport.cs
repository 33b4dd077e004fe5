using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Records.Archives;
using AuditNode.Records.Bundles;
using AuditNode.Verifier.Archives;
using AuditNode.Verifier.Findings;

namespace AuditNode.Verifier;

/// <summary>Puts jobs of archives and bundles into one bundle: <c>audit export</c>.</summary>
public static class TrailExport
{
    /// <summary>Writes a bundle, whole or not at all. Nothing is verified but the bytes of artifacts; verify the bundle.</summary>
    /// <param name="locations">Archives (folders) and bundles (files), read as one.</param>
    /// <param name="path">The bundle; replaced where it is there.</param>
    /// <param name="rpc">A node, which says which chain it is.</param>
    /// <param name="ledger">The AuditLedger.</param>
    /// <param name="budget">The PrivacyBudget, or null to leave it out.</param>
    /// <param name="jobs">The jobs; all where empty.</param>
    /// <param name="cancellationToken">Stops it; there is no bundle then.</param>
    /// <returns>What is in it, and which artifacts its records name that no archive has.</returns>
    /// <exception cref="VerificationArgumentException">An archive cannot be read.</exception>
    /// <exception cref="ArchiveException">Something in an archive is damaged, or the disk is full or refuses.</exception>
    /// <exception cref="RpcException">The node cannot be asked.</exception>
    public static async Task<BundleSummary> WriteAsync(
        IReadOnlyList<string> locations, string path, Uri rpc, Address ledger, Address? budget, IReadOnlyCollection<Bytes32> jobs,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        var findings = new FindingList();
        ArchiveSet archives = ArchiveSet.Open(locations, new ArchiveLimits(), findings, cancellationToken);
        if (findings.Sorted(_ => 0) is [var first, ..]) throw new VerificationArgumentException(nameof(locations), first.ToString());
        using var client = new JsonRpcClient(rpc);
        ulong chainId = await new EthereumClient(client).GetChainIdAsync(cancellationToken).ConfigureAwait(false);
        var contracts = new SortedDictionary<string, Address>(StringComparer.Ordinal) { [BundleHeader.Ledger] = ledger };
        if (budget is { } named) contracts[ArchiveSet.BudgetName] = named;
        return await Bundle.WriteAsync(path, archives.Combined, checked((long)chainId), contracts, jobs.Count > 0 ? jobs : null, cancellationToken).ConfigureAwait(false);
    }
}
