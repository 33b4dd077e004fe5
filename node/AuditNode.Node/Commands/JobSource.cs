using AuditNode.Chain;
using AuditNode.Node.Api;
using AuditNode.Node.Hosting;
using AuditNode.Node.Keys;
using AuditNode.Records.Archives;
using AuditNode.Records.Jobs;

namespace AuditNode.Node.Commands;

/// <summary>Where commands read jobs: from the running node, which knows their progress, and else from the chain.</summary>
internal sealed class JobSource : IDisposable
{
    private readonly AdminClient? client;
    private readonly ChainConnection? chain;
    private readonly ChainJobs? jobs;
    private readonly NodeOptions options;

    private JobSource(NodeOptions options)
    {
        this.options = options;
        client = AdminClient.TryOpen(options);
        if (client is not null)
            return;
        var institution = KeySummary.ReadAddress(new KeyFiles(options.Directory).Account);
        chain = ChainConnection.Open(options.Chain);
        jobs = new ChainJobs(chain.Contracts, institution);
    }

    public static JobSource Open(NodeOptions options) => new(options);

    public Task<IReadOnlyList<JobStatus>> ListAsync(CancellationToken cancellationToken) => client is not null
        ? client.GetAsync<IReadOnlyList<JobStatus>>("v1/jobs", cancellationToken)
        : jobs!.ListAsync(cancellationToken);

    public async Task<JobStatus> GetAsync(Bytes32 jobId, CancellationToken cancellationToken) => (client is not null
            ? await client.FindAsync<JobStatus>($"v1/jobs/{jobId}", cancellationToken).ConfigureAwait(false)
            : await jobs!.FindAsync(jobId, cancellationToken).ConfigureAwait(false))
        ?? throw new NodeException(NodeError.NotFound, $"There is no job {jobId} on this chain; audit-node job list shows those of this institution.");

    /// <summary>The specification of a job: the running node fetches it where it is not at hand; without one it must be in the archive.</summary>
    /// <exception cref="NodeException">It cannot be had.</exception>
    public async Task<byte[]> SpecificationAsync(Bytes32 jobId, Uri? from, CancellationToken cancellationToken)
    {
        if (client is not null)
        {
            var query = from is null ? "" : $"?from={Uri.EscapeDataString(from.ToString())}";
            return await client.GetBytesAsync($"v1/jobs/{jobId}/specification{query}", cancellationToken).ConfigureAwait(false);
        }
        var job = await GetAsync(jobId, cancellationToken).ConfigureAwait(false);
        var bytes = await new ArchiveFolder(options.Directory.Archive).ReadSpecificationAsync(jobId, cancellationToken).ConfigureAwait(false);
        return bytes is not null && JobSpecification.HashOf(bytes).ToString() == job.SpecHash
            ? bytes
            : throw new NodeException(NodeError.NotRunning,
                $"The archive does not have the specification of job {jobId}, and no node runs in {options.Directory.Root} to ask the proposer's; start it.");
    }

    public void Dispose()
    {
        client?.Dispose();
        chain?.Dispose();
    }
}
