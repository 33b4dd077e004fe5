using AuditNode.Chain;
using AuditNode.Node.Api;
using AuditNode.Node.Hosting;
using AuditNode.Node.Keys;

namespace AuditNode.Node.Commands;

/// <summary>Where commands read jobs: from the running node, which knows their progress, and else from the chain.</summary>
internal sealed class JobSource : IDisposable
{
    private readonly AdminClient? client;
    private readonly ChainConnection? chain;
    private readonly ChainJobs? jobs;

    private JobSource(NodeOptions options)
    {
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

    public void Dispose()
    {
        client?.Dispose();
        chain?.Dispose();
    }
}
