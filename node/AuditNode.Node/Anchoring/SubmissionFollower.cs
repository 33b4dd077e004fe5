using AuditNode.Chain;
using AuditNode.Chain.Sending;
using AuditNode.Node.Journal;

namespace AuditNode.Node.Anchoring;

/// <summary>Follows transactions to the depth at which they stay, and back where their blocks leave the chain.</summary>
internal sealed class SubmissionFollower(DurableSender transactions, EthereumClient client)
{
    /// <summary>How often blocks with our transactions left the chain.</summary>
    public int Reorganizations { get; private set; }

    /// <summary>Looks at every transaction that is under way.</summary>
    /// <param name="head">The newest block's number.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Those that were lost.</returns>
    public async Task<List<LiveSubmission>> StepAsync(ulong head, CancellationToken cancellationToken)
    {
        var lost = new List<LiveSubmission>();
        foreach (LiveSubmission live in transactions.Live)
        {
            if (live.IsAbandoned) throw new InvalidOperationException("The sender of transactions has stopped. Start the node again.");
            Receipt? receipt = live.Pending?.Receipt;
            if (live.Pending is not null) await NoteBlockAsync(live, receipt, cancellationToken);
            if (live.IsReplaced)
            {
                await LoseAsync(live, lost, cancellationToken);
            }
            else if (live.Block is { } block && head >= block.Number && head - block.Number + 1 >= (ulong)transactions.Confirmations)
            {
                // What the sender saw last may be older than the head: a block counts only if it is still there.
                if (!await IsCanonicalAsync(block, cancellationToken))
                {
                    if (live.Pending is null or { Status: TransactionStatus.Final }) await LoseAsync(live, lost, cancellationToken); // nobody watches it
                }
                else if (receipt is { Succeeded: false })
                {
                    await LoseAsync(live, lost, cancellationToken);
                }
                else
                {
                    await FinalizeAsync(live, cancellationToken);
                }
            }
        }

        return lost;
    }

    /// <summary>Looks whether final transactions are still in the chain, from the newest block downwards to the first that is. Only a
    /// reorganisation deeper than <see cref="DurableSender.Confirmations"/> takes them away.</summary>
    /// <returns>The streams that lost records.</returns>
    public async Task<HashSet<long>> CheckFinalAsync(CancellationToken cancellationToken)
    {
        const int Page = 16;
        var streams = new HashSet<long>();
        while (true)
        {
            List<SubmissionRow> newest = await transactions.Journal.RunAsync(connection => SubmissionRow.Newest(connection, Page, 0), cancellationToken);
            foreach (SubmissionRow row in newest)
            {
                if (await IsCanonicalAsync(row.Block!.Value, cancellationToken) || await NodeSynchronization.IsUnderwayAsync(client, cancellationToken)) return streams;
                Reorganizations++;
                await transactions.Journal.RunAsync(connection => SubmissionTransitions.Lose(connection, row.Id, row.Purpose, row.Records), cancellationToken);
                if (row.Records is { } records) streams.Add(records.Stream);
            }

            if (newest.Count < Page) return streams;
        }
    }

    private async Task NoteBlockAsync(LiveSubmission live, Receipt? receipt, CancellationToken cancellationToken)
    {
        (ulong, Bytes32)? now = receipt is null ? null : (receipt.BlockNumber, receipt.BlockHash);
        if (now == live.Block) return;
        if (live.Block is not null) Reorganizations++;
        await transactions.Journal.RunAsync(
            connection =>
            {
                if (live.Block is not null) SubmissionTransitions.Exclude(connection, live);
                if (receipt is not null) SubmissionTransitions.Include(connection, live, receipt);
            },
            cancellationToken);
        live.Block = now;
        live.Way.Note(receipt);
    }

    private async Task FinalizeAsync(LiveSubmission live, CancellationToken cancellationToken)
    {
        await transactions.Journal.RunAsync(connection => SubmissionTransitions.Finalize(connection, live), cancellationToken);
        transactions.Forget(live, isFinal: true);
        transactions.Journal.Settled.Pulse();
    }

    private async Task LoseAsync(LiveSubmission live, List<LiveSubmission> lost, CancellationToken cancellationToken)
    {
        await transactions.Journal.RunAsync(connection => SubmissionTransitions.Lose(connection, live.Id, live.Purpose, live.Records), cancellationToken);
        transactions.Forget(live, isFinal: false);
        lost.Add(live);
    }

    private async Task<bool> IsCanonicalAsync((ulong Number, Bytes32 Hash) block, CancellationToken cancellationToken) =>
        (await client.GetBlockAsync(block.Number, cancellationToken))?.Hash == block.Hash;
}
