using System.Runtime.CompilerServices;
using AuditNode.Chain.JsonRpc;

namespace AuditNode.Chain;

/// <summary>
/// Reads logs of any range of blocks in parts that nodes accept: at most <see cref="MaxRange"/> blocks, and fewer after a complaint about
/// too many results. What a node sends is checked: wanted logs only, in the order of the chain, none twice, all of one history.
/// </summary>
public sealed class LogQuery
{
    /// <summary>The largest range that all of the nodes in use take.</summary>
    public const int DefaultMaxRange = 2500;

    // EIP-1474, "Limit exceeded"; Besu says so of ranges.
    private const int LimitExceededCode = -32005;

    private static readonly string[] Complaints =
        ["more than", "too many", "too large", "exceed", "limit", "response size", "block range", "timed out", "timeout"];

    private readonly EthereumClient client;
    private readonly int maxRange;

    /// <summary>A reader of logs.</summary>
    /// <param name="client">The node.</param>
    /// <param name="maxRange">Blocks in one request at most, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is below 1.</exception>
    public LogQuery(EthereumClient client, int maxRange = DefaultMaxRange)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRange, 1);
        this.client = client;
        this.maxRange = maxRange;
    }

    /// <summary>Blocks in one request at most.</summary>
    public int MaxRange => maxRange;

    /// <summary>The logs of a range of blocks, in order. The last block's hash, which stands for everything before it, is compared after
    /// each part, so that no part of another history goes unnoticed.</summary>
    /// <param name="filter">Which logs.</param>
    /// <param name="from">The first block.</param>
    /// <param name="to">The last block, which must be there. Logs of blocks that may still leave the chain are the caller's risk.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="from"/> is after <paramref name="to"/>.</exception>
    /// <exception cref="BlockNotFoundException">The chain does not reach <paramref name="to"/>.</exception>
    /// <exception cref="ChainReorganizedException">The chain changed while it was read: discard what was read.</exception>
    /// <exception cref="RpcException">The node failed, or sent logs that do not belong.</exception>
    public IAsyncEnumerable<Log> ReadAsync(FilterQuery filter, ulong from, ulong to, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, to);
        return ReadPartsAsync(filter, from, to, cancellationToken);
    }

    private async IAsyncEnumerable<Log> ReadPartsAsync(
        FilterQuery filter, ulong from, ulong to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = await client.GetBlockAsync(to, cancellationToken).ConfigureAwait(false) ?? throw new BlockNotFoundException(to);
        var range = (ulong)maxRange;
        for (var first = from; first <= to;)
        {
            var end = to - first < range ? to : first + range - 1;
            IReadOnlyList<Log> logs;
            try
            {
                logs = await client.GetLogsAsync(filter, first, end, cancellationToken).ConfigureAwait(false);
            }
            catch (RpcException failure) when (first < end && IsTooMuch(failure))
            {
                range = (end - first + 1) / 2;
                continue;
            }
            Check(logs, filter, first, end);
            await CheckHistoryAsync(last, cancellationToken).ConfigureAwait(false);
            foreach (var log in logs)
                yield return log;
            if (end == to)
                yield break;
            first = end + 1;
            range = Math.Min(2 * range, (ulong)maxRange);
        }
    }

    private static bool IsTooMuch(RpcException failure) => failure switch
    {
        RpcResponseTooLargeException or RpcTimeoutException => true,
        JsonRpcException error => error.Code == LimitExceededCode
            || Complaints.Any(complaint => error.NodeMessage.Contains(complaint, StringComparison.OrdinalIgnoreCase)),
        _ => false,
    };

    private void Check(IReadOnlyList<Log> logs, FilterQuery filter, ulong first, ulong end)
    {
        Log? before = null;
        foreach (var log in logs)
        {
            if (log.BlockNumber < first || log.BlockNumber > end)
                throw Wrong($"a log of block {log.BlockNumber}, which is not in {first} .. {end}");
            if (log.Removed || !filter.Matches(log))
                throw Wrong($"log {log.LogIndex} of block {log.BlockNumber}, which was not asked for");
            // Compared by transaction too: some nodes count logs by transaction, not by block.
            if (before is not null && (before.BlockNumber, before.TransactionIndex, before.LogIndex)
                .CompareTo((log.BlockNumber, log.TransactionIndex, log.LogIndex)) >= 0)
                throw Wrong($"log {log.LogIndex} of block {log.BlockNumber} out of order or twice");
            if (before?.BlockNumber == log.BlockNumber && before.BlockHash != log.BlockHash)
                throw Wrong($"logs of two blocks {log.BlockNumber}");
            before = log;
        }
    }

    private async Task CheckHistoryAsync(Block last, CancellationToken cancellationToken)
    {
        var now = await client.GetBlockAsync(last.Number, cancellationToken).ConfigureAwait(false);
        if (now?.Hash != last.Hash)
            throw new ChainReorganizedException(last.Number, last.Hash, now?.Hash);
    }

    private RpcResponseException Wrong(string what) => new(client.Rpc.Endpoint, "eth_getLogs", $"the node sent {what}. Ask another node.");
}
