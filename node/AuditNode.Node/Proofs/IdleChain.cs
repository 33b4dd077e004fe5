using AuditNode.Node.Jobs;

namespace AuditNode.Node.Proofs;

/// <summary>
/// A chain on which nothing happens may make no blocks: development chains make one for a transaction only. Whoever waits for a block then
/// sends a transaction of nothing to itself.
/// </summary>
internal sealed class IdleChain(JobChain chain, BlockBeaconOptions options)
{
    private ulong? _head;
    private long _since;

    /// <summary>Gives the chain something to do if there was no new block for long enough.</summary>
    public async Task AdvanceAsync(CancellationToken cancellationToken)
    {
        ulong head = await chain.Client.GetBlockNumberAsync(cancellationToken).ConfigureAwait(false);
        if (_head != head)
        {
            (_head, _since) = (head, options.Clock.GetTimestamp());
            return;
        }

        if (options.Clock.GetElapsedTime(_since) < options.IdleAfter) return;
        await chain.AdvanceAsync(cancellationToken).ConfigureAwait(false);
        _head = null;
    }
}
