using System.Diagnostics.Metrics;
using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Contracts;
using AuditNode.Engine.Protocols;
using AuditNode.Node.Anchoring;
using AuditNode.Node.Api;

namespace AuditNode.Node.Measuring;

/// <summary>Takes samples for metrics. Journal and status are asked in any case; where the chain cannot be read, accounts keep their last values.</summary>
/// <param name="meter">The node's meter.</param>
/// <param name="anchorer">Knows where records are.</param>
/// <param name="budgets">Reads the privacy accounts.</param>
/// <param name="clock">The present.</param>
internal sealed class NodeSampler(
    Meter meter, Anchorer anchorer, Func<CancellationToken, Task<IReadOnlyList<BudgetView>>> budgets, TimeProvider clock)
{
    private readonly SampleMeter _shown = new(meter, clock);
    private IReadOnlyList<BudgetView> _budgets = [];

    /// <summary>Takes one.</summary>
    /// <exception cref="Journal.JournalException">The journal has stopped.</exception>
    public async Task SampleAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            _budgets = await budgets(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is RpcException or ContractNotFoundException or ContractRevertedException or StorageException)
        {
            // The state of the chain is told below.
        }

        AnchorStatus status = await anchorer.GetStatusAsync(cancellationToken).ConfigureAwait(false);
        _shown.Set(new NodeSample(clock.GetUtcNow(), status, _budgets));
    }
}
