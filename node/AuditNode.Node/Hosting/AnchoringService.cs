using AuditNode.Node.Anchoring;
using AuditNode.Node.Journal;

namespace AuditNode.Node.Hosting;

/// <summary>Runs the anchorer, and stops the node when the journal can take no more.</summary>
/// <param name="anchorer">The anchorer.</param>
/// <param name="journal">The journal.</param>
/// <param name="failure">Stops the node.</param>
internal sealed class AnchoringService(Anchorer anchorer, JournalDatabase journal, NodeFailure failure) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var work = anchorer.RunAsync(stoppingToken);
            if (await Task.WhenAny(work, journal.Failed).ConfigureAwait(false) == work)
                await work.ConfigureAwait(false);
            else
                failure.Stop(Failures.Explain(await journal.Failed.ConfigureAwait(false))!);
        }
        catch (JournalException e)
        {
            failure.Stop(Failures.Explain(e)!);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }
}
