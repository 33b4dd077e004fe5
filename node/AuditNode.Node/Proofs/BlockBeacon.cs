using System.Globalization;
using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Contracts;
using AuditNode.Engine.Protocols;
using AuditNode.Node.Jobs;
using AuditNode.Records.Jobs;

namespace AuditNode.Node.Proofs;

/// <summary>
/// Values that nobody could foresee when a commitment was made: the hash of a block behind the one that anchored the commitment's
/// record, once both are final. Everybody who has the chain finds the same value, and once found it is kept. Safe for concurrent use.
/// </summary>
/// <remarks>
/// Whoever makes that block can try several and publish the one it likes best, one try for each block that it may make; a party that is a
/// validator of its own chain gains that much and no more. The parties' own contributions, which are mixed with the value, were fixed before.
/// </remarks>
public sealed class BlockBeacon : IBeacon
{
    private readonly JobChain _chain;
    private readonly AuditLedger _ledger;
    private readonly Bytes32 _jobId;
    private readonly ICommitmentRecords _records;
    private readonly ICheckpointStore _store;
    private readonly BlockBeaconOptions _options;
    private readonly ulong _depth;

    /// <summary>A beacon for the commitments of a job.</summary>
    /// <param name="chain">The contracts.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="depth">Blocks between the one that anchors a commitment and the one that gives its value, from 1: what the job's specification says.</param>
    /// <param name="records">Finds the record of a commitment.</param>
    /// <param name="store">The job's state, where values are kept.</param>
    /// <param name="options">How values are taken; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The depth or an option is out of range.</exception>
    public BlockBeacon(JobChain chain, Bytes32 jobId, int depth, ICommitmentRecords records, ICheckpointStore store, BlockBeaconOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(depth, JobSpecification.MaximumBeaconDepth);
        (_chain, _jobId, _depth, _records, _store, _options) = (chain, jobId, (ulong)depth, records, store, options ?? new BlockBeaconOptions());
        _options.Validate();
        _ledger = new AuditLedger(chain.Client, chain.Addresses.AuditLedger);
    }

    /// <inheritdoc/>
    public async ValueTask<BeaconValue> GetAsync(ReadOnlyMemory<byte> commitment, CancellationToken cancellationToken = default)
    {
        string file = $"beacon.{Convert.ToHexStringLower(commitment.Span)}";
        if (await StateFile.ReadAsync<StoredBeacon>(_store, file, cancellationToken).ConfigureAwait(false) is { } stored)
            return new BeaconValue(Convert.FromHexString(stored.Value), stored.Reference);
        CommitmentRecord record = await WaitAsync(token => _records.FindAsync(commitment, token).AsTask(), cancellationToken).ConfigureAwait(false);
        Block block = await FollowingAsync(record, cancellationToken).ConfigureAwait(false);
        var value = new BeaconValue(
            block.Hash.ToArray(), string.Create(CultureInfo.InvariantCulture, $"chain {_chain.ChainId} block {block.Number}"));
        await StateFile.WriteAsync(_store, file, new StoredBeacon(Convert.ToHexStringLower(value.Value.Span), value.Reference), cancellationToken).ConfigureAwait(false);
        return value;
    }

    /// <summary>The block that follows the final anchoring of a record, once it is final itself.</summary>
    private async Task<Block> FollowingAsync(CommitmentRecord record, CancellationToken cancellationToken)
    {
        var idle = new IdleChain(_chain, _options);
        ulong from = _chain.Addresses.FirstBlock;
        while (true)
        {
            try
            {
                ulong final = await _chain.FinalBlockAsync(cancellationToken).ConfigureAwait(false);
                ulong? anchored = from <= final ? await FindAsync(record, from, final, cancellationToken).ConfigureAwait(false) : null;
                // What is final stays: nothing has to be read twice until the record is there.
                from = anchored ?? Math.Max(from, final + 1);
                ulong? following = anchored + _depth;
                if (following is { } number && number <= final && await _chain.Client.GetBlockAsync(number, cancellationToken).ConfigureAwait(false) is { } block)
                    return block;
                if (following is not null) await idle.AdvanceAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is RpcException or ChainReorganizedException or BlockNotFoundException)
            {
                from = _chain.Addresses.FirstBlock; // The chain is away or changed: everything is looked at again.
            }

            await Task.Delay(_options.PollInterval, _options.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ulong?> FindAsync(CommitmentRecord record, ulong from, ulong to, CancellationToken cancellationToken)
    {
        var filter = new AuditLedger.RecordAppendedFilter { JobId = _jobId, Institution = record.Institution };
        await foreach (AuditLedger.RecordAppended appended in _ledger.QueryRecordAppendedAsync(from, to, filter, cancellationToken).ConfigureAwait(false))
        {
            if (appended.RecordHash == record.RecordHash) return appended.Origin.BlockNumber;
        }

        return null;
    }

    private async Task<T> WaitAsync<T>(Func<CancellationToken, Task<T?>> find, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            if (await find(cancellationToken).ConfigureAwait(false) is { } found) return found;
            await Task.Delay(_options.PollInterval, _options.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private sealed record StoredBeacon(string Value, string Reference);
}
