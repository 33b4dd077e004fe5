using AuditNode.Node.Anchoring;
using AuditNode.Node.Journal;

namespace AuditNode.Node.Hosting;

/// <summary>Whether the journal takes records: it is writable, and the backlog has room.</summary>
public sealed class JournalCheck(JournalDatabase journal, Anchorer anchorer) : IReadinessCheck
{
    /// <inheritdoc/>
    public string Name => "journal";

    /// <inheritdoc/>
    public async Task<Check> CheckAsync(CancellationToken cancellationToken)
    {
        if (journal.Failed.IsCompletedSuccessfully)
            return new Check(Name, false, (await journal.Failed.ConfigureAwait(false)).Message, "make room or restore the disk, then start the node again");
        var status = await anchorer.GetStatusAsync(cancellationToken).ConfigureAwait(false);
        return status.IsBacklogFull
            ? new Check(Name, false, $"{status.Backlog} records wait for the chain, which is the most: {status.Reason ?? "it is slow"}",
                "see what to do when the chain stalls in docs/operations.md")
            : new Check(Name, true, $"{status.Backlog} of {status.MaximumBacklog} records wait for the chain");
    }
}
