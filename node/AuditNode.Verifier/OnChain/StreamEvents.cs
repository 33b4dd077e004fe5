using System.Collections.Concurrent;
using AuditNode.Chain;
using AuditNode.Contracts;
using AuditNode.Verifier.Findings;

namespace AuditNode.Verifier.OnChain;

/// <summary>Reads the streams of a job: events, what the ledger stores, and the transactions with the proofs.</summary>
internal sealed class StreamEvents(EthereumClient client, ChainReadOptions options, ContractAddresses contracts, ChainHead head, Bytes32 jobId)
{
    // LedgerViews.MAX_PAGE.
    private const ulong PageLength = 1024;

    private readonly AuditLedger _ledger = new(client, contracts.Ledger);

    /// <summary>A stream for each party, and for whoever else has events.</summary>
    public async Task<IReadOnlyList<ChainStream>> ReadAsync(ulong from, IReadOnlyList<Address> parties, CancellationToken cancellationToken)
    {
        var events = new List<AuditLedger.RecordAppended>();
        await foreach (AuditLedger.RecordAppended appended in _ledger
            .QueryRecordAppendedAsync(from, head.Number, new() { JobId = jobId }, cancellationToken).ConfigureAwait(false))
        {
            if (events.Count >= options.MaximumRecords)
                throw new ChainReadException(FindingCode.ChainUnreachable, $"The job has more than {options.MaximumRecords} records. Raise {nameof(ChainReadOptions.MaximumRecords)}.");
            events.Add(appended);
        }

        IReadOnlyDictionary<Bytes32, AppendTransaction> transactions =
            await ReadTransactionsAsync(events.Select(appended => appended.Origin.TransactionHash).Distinct(), cancellationToken).ConfigureAwait(false);
        var streams = new List<ChainStream>();
        foreach (Address institution in parties.Concat(events.Select(appended => appended.Institution)).Distinct())
        {
            AnchoredRecord[] records =
            [
                .. events.Where(appended => appended.Institution == institution).Select(appended => new AnchoredRecord(
                    appended.Sequence, appended.RecordHash, appended.Origin, transactions.GetValueOrDefault(appended.Origin.TransactionHash))),
            ];
            (ulong count, Bytes32 lastHash) = await _ledger.HeadAsync(jobId, institution, head.Number, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<Bytes32> stored = await ReadStoredAsync(institution, count, cancellationToken).ConfigureAwait(false);
            streams.Add(new ChainStream(institution, records, stored, count, lastHash));
        }

        return streams;
    }

    private async Task<IReadOnlyList<Bytes32>> ReadStoredAsync(Address institution, ulong count, CancellationToken cancellationToken)
    {
        if (count > (ulong)options.MaximumRecords)
            throw new ChainReadException(FindingCode.ChainUnreachable, $"A stream has {count} records, more than {options.MaximumRecords}. Raise {nameof(ChainReadOptions.MaximumRecords)}.");
        var stored = new List<Bytes32>();
        while ((ulong)stored.Count < count)
        {
            IReadOnlyList<Bytes32> page =
                await _ledger.RecordsAsync(jobId, institution, (ulong)stored.Count, PageLength, head.Number, cancellationToken).ConfigureAwait(false);
            if (page.Count == 0) break;
            stored.AddRange(page);
        }

        return stored;
    }

    private async Task<IReadOnlyDictionary<Bytes32, AppendTransaction>> ReadTransactionsAsync(IEnumerable<Bytes32> hashes, CancellationToken cancellationToken)
    {
        var found = new ConcurrentDictionary<Bytes32, AppendTransaction>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(hashes, parallel, async (hash, cancellation) =>
        {
            TransactionInfo? transaction = await client.GetTransactionByHashAsync(hash, cancellation).ConfigureAwait(false);
            if (transaction is not null)
                found[hash] = new AppendTransaction(transaction.Hash, transaction.From, transaction.To, AppendCall.Decode(transaction.Input));
        }).ConfigureAwait(false);
        return found;
    }
}
