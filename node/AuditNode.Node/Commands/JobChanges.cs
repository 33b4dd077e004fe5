using AuditNode.Chain;
using AuditNode.Node.Api;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Commands;

/// <summary>How commands change jobs: through the running node, whose account it is, and else with the account themselves.</summary>
internal sealed class JobChanges : IAsyncDisposable
{
    private readonly AdminClient? client;
    private readonly OfflineNode? node;

    private JobChanges(AdminClient? client, OfflineNode? node) => (this.client, this.node) = (client, node);

    public static async Task<JobChanges> OpenAsync(NodeOptions options, string? passphraseFile, CancellationToken cancellationToken) =>
        AdminClient.TryOpen(options) is { } client
            ? new JobChanges(client, null)
            : new JobChanges(null, await OfflineNode.OpenAsync(options, passphraseFile, cancellationToken).ConfigureAwait(false));

    public Task<JobChange> ProposeAsync(byte[] specification, int consentHours, CancellationToken cancellationToken) => client is not null
        ? client.PostAsync<JobChange>("v1/jobs", new ProposeRequest(specification, consentHours), cancellationToken)
        : node!.Jobs.ProposeAsync(specification, TimeProvider.System.GetUtcNow().AddHours(consentHours), cancellationToken);

    public Task<JobChange> ConsentAsync(Bytes32 jobId, ConsentRequest request, CancellationToken cancellationToken) => client is not null
        ? client.PostAsync<JobChange>($"v1/jobs/{jobId}/consent", request, cancellationToken)
        : node!.Jobs.ConsentAsync(jobId, request, cancellationToken);

    public Task<JobChange> AbortAsync(Bytes32 jobId, string reason, CancellationToken cancellationToken) => client is not null
        ? client.PostAsync<JobChange>($"v1/jobs/{jobId}/abort", new AbortRequest(reason), cancellationToken)
        : node!.Jobs.AbortAsync(jobId, reason, cancellationToken);

    public Task<IReadOnlyList<BudgetView>> BudgetsAsync(CancellationToken cancellationToken) => client is not null
        ? client.GetAsync<IReadOnlyList<BudgetView>>("v1/budget", cancellationToken)
        : node!.Jobs.BudgetsAsync(cancellationToken);

    public Task<BudgetChange> OpenBudgetAsync(string? dataset, CancellationToken cancellationToken) => client is not null
        ? client.PostAsync<BudgetChange>("v1/budget", new BudgetRequest(dataset, null), cancellationToken)
        : node!.Jobs.OpenBudgetAsync(dataset, cancellationToken);

    public Task<BudgetChange> AllowSpendingAsync(Bytes32 jobId, string? dataset, CancellationToken cancellationToken) => client is not null
        ? client.PostAsync<BudgetChange>("v1/budget", new BudgetRequest(dataset, jobId.ToString()), cancellationToken)
        : node!.Jobs.AllowSpendingAsync(jobId, dataset, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        if (node is not null)
            await node.DisposeAsync().ConfigureAwait(false);
    }
}
