using System.Collections.Concurrent;
using System.Globalization;
using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Engine.Protocols;
using AuditNode.Scenarios;

namespace AuditNode.Verifier.Tests.Trails;

/// <summary>The hash of the block behind the one in which the record of a commitment was anchored.</summary>
internal sealed class TrailBeacon(Consortium consortium, Bytes32 jobId, Func<Bytes32, Bytes32?> recordOf) : IBeacon
{
    private readonly ConcurrentDictionary<Bytes32, BeaconValue> _values = new();
    private readonly SemaphoreSlim _one = new(1);

    public async ValueTask<BeaconValue> GetAsync(ReadOnlyMemory<byte> commitment, CancellationToken cancellationToken = default)
    {
        Bytes32 digest = Bytes32.FromBytes(commitment.Span);
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_values.TryGetValue(digest, out BeaconValue? known)) return known;
            Bytes32 record = recordOf(digest) ?? throw new InvalidOperationException("The commitment has no record yet.");
            EthereumClient client = consortium.Agency.Client;
            ulong head = await client.GetBlockNumberAsync(cancellationToken);
            var anchored = await consortium.Agency.Contracts.Ledger.QueryRecordAppendedAsync(0, head, new() { JobId = jobId }, cancellationToken)
                .FirstAsync(appended => appended.RecordHash == record, cancellationToken);
            ulong number = anchored.Origin.BlockNumber + 1;
            if (head < number) await client.Rpc.CallAsync(new JsonRpcRequest("evm_mine"), cancellationToken);
            Block block = (await client.GetBlockAsync(number, cancellationToken))!;
            return _values[digest] = new BeaconValue(block.Hash.ToArray(), string.Create(CultureInfo.InvariantCulture, $"chain {consortium.ChainId} block {number}"));
        }
        finally
        {
            _one.Release();
        }
    }
}
