using AuditNode.Chain;
using AuditNode.Contracts;
using AuditNode.Node.Journal;

namespace AuditNode.Node.Anchoring;

/// <summary>
/// Brings the journal's idea of a stream in line with the ledger: finds what a crash, a lost transaction or a reorganisation left different.
/// Makes submission idempotent: what is on the ledger already is not sent again, whoever sent it.
/// </summary>
internal sealed class StreamComparison(DurableSender transactions, AuditLedger ledger)
{
    /// <summary>Compares a stream of which nothing is under way.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Null; or why the two cannot be reconciled: nothing may be sent then.</returns>
    public async Task<string?> RunAsync(StreamRow stream, CancellationToken cancellationToken)
    {
        (ulong onLedger, Bytes32 last) = await ledger.HeadAsync(stream.Job, transactions.Journal.Identity.Institution, cancellationToken: cancellationToken);
        long count = checked((long)onLedger);
        if (count > stream.Journaled)
            return $"The ledger holds {count} records of this job and the journal {stream.Journaled}: the journal is an old copy. Restore a newer one.";
        if (count < stream.Final && await NodeSynchronization.IsUnderwayAsync(ledger.Client, cancellationToken))
            return "The chain's node is synchronising and does not have all records yet. Wait until it has caught up.";
        if (await FindForeignAsync(stream, Math.Min(stream.Final, count), count, cancellationToken) is { } foreign)
            return $"Record {foreign} on the ledger is another one than in the journal: somebody else uses this account and proof key. Stop them, and rotate both.";
        if (count <= stream.Final)
        {
            await SaveAsync(stream with { Final = count, Included = count, Submitted = count }, cancellationToken);
            return null;
        }

        // Its transaction is not known any more. The block in which the records were seen will do for their depth.
        Block head = await ledger.Client.GetBlockAsync(BlockTag.Latest, cancellationToken) ?? throw new ChainSilentException(ledger.Client.Rpc.Endpoint, "has no newest block");
        if (await ledger.HeadAsync(stream.Job, transactions.Journal.Identity.Institution, cancellationToken: cancellationToken) != (onLedger, last))
            return await RunAsync(stream, cancellationToken); // it moved meanwhile
        (long Stream, long First, int Count) found = (stream.Id, stream.Final, checked((int)(count - stream.Final)));
        long id = await transactions.Journal.RunAsync(
            connection =>
            {
                (StreamRow.Find(connection, stream.Id) with { Included = count, Submitted = count }).Save(connection);
                return SubmissionRow.Adopt(connection, SubmissionRow.Append, found, head.Number, head.Hash);
            },
            cancellationToken);
        transactions.Adopt(id, SubmissionRow.Append, found, (head.Number, head.Hash));
        return null;
    }

    /// <summary>The first record from <paramref name="first"/> on that differs.</summary>
    private async Task<long?> FindForeignAsync(StreamRow stream, long first, long end, CancellationToken cancellationToken)
    {
        const int Page = 1024; // what the ledger gives at once
        while (first < end)
        {
            int count = (int)Math.Min(Page, end - first);
            IReadOnlyList<Bytes32> there = await ledger.RecordsAsync(
                stream.Job, transactions.Journal.Identity.Institution, (ulong)first, (ulong)count, cancellationToken: cancellationToken);
            List<Bytes32> here = await transactions.Journal.RunAsync(connection => RecordRow.Hashes(connection, stream.Id, first, count), cancellationToken);
            for (int i = 0; i < count; i++)
                if (i >= there.Count || there[i] != here[i]) return first + i;
            first += count;
        }

        return null;
    }

    private Task SaveAsync(StreamRow stream, CancellationToken cancellationToken) =>
        transactions.Journal.RunAsync(
            connection => (StreamRow.Find(connection, stream.Id) with { Final = stream.Final, Included = stream.Included, Submitted = stream.Submitted }).Save(connection),
            cancellationToken);
}
