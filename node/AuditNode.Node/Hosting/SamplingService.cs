using AuditNode.Node.Journal;
using AuditNode.Node.Measuring;

namespace AuditNode.Node.Hosting;

/// <summary>Takes a sample for metrics at every export.</summary>
internal sealed class SamplingService(NodeSampler sampler, TimeSpan interval) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await sampler.SampleAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is JournalException or OperationCanceledException)
            {
                return; // The node stops; AnchoringService says why.
            }

            await Task.Delay(interval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
