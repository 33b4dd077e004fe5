using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Contracts;
using AuditNode.Engine.Protocols;
using AuditNode.Node.Jobs;
using AuditNode.Node.Journal;
using AuditNode.Node.Proofs;
using AuditNode.Node.Tests.Jobs;
using AuditNode.Records.Operations;

namespace AuditNode.Node.Tests.Proofs;

public class BlockBeaconTests
{
    private const int Depth = 3;

    [Fact]
    public async Task The_value_is_the_hash_of_the_block_at_the_jobs_distance_behind_the_record_and_the_same_at_every_institution_ever_after()
    {
        await using JobConsortium consortium = await JobConsortium.StartAsync("clinic", "insurer");
        TestNode clinic = consortium[0], insurer = consortium[1];
        ProposedJob proposed = await SampleJob.ConsentedAsync(consortium, SampleJob.TwoParties(consortium));
        byte[] content = [1, 2, 3];
        var commitment = new Artifact("noise.commitment", content);
        OperationJournal journal = await clinic.Services.Journals.OpenAsync(new JobStream(proposed.JobId) { DatasetOf = _ => null }, "clinic");
        OperationRecord record = await journal.RecordAsync(new NodeEvent("noise.committed") { Outputs = [commitment] });

        var stores = new[] { new MemoryCheckpointStore(), new MemoryCheckpointStore() };
        BlockBeacon own = Beacon(clinic, proposed.JobId, new JobCommitmentRecords(clinic.Address, journal, () => null), stores[0]);
        BlockBeacon other = Beacon(insurer, proposed.JobId, new Known(new CommitmentRecord(clinic.Address, OperationRecord.HashOf(record.ToBytes()))), stores[1]);
        BeaconValue[] values = await Task.WhenAll(own.GetAsync(SHA256.HashData(content)).AsTask(), other.GetAsync(SHA256.HashData(content)).AsTask());

        var ledger = new AuditLedger(clinic.Chain.Client, consortium.Contracts.AuditLedger);
        ulong head = await clinic.Chain.Client.GetBlockNumberAsync();
        AuditLedger.RecordAppended appended = default!;
        await foreach (AuditLedger.RecordAppended found in ledger.QueryRecordAppendedAsync(0, head)) appended = found;
        Block block = Assert.IsType<Block>(await clinic.Chain.Client.GetBlockAsync(appended.Origin.BlockNumber + Depth));
        Assert.All(values, value => Assert.Equal(block.Hash.ToArray(), value.Value.ToArray()));
        Assert.All(values, value => Assert.Equal($"chain {consortium.ChainId} block {block.Number}", value.Reference));

        // Kept: nobody has to be asked again.
        BlockBeacon later = Beacon(insurer, proposed.JobId, new Known(null), stores[1]);
        Assert.Equal(block.Hash.ToArray(), (await later.GetAsync(SHA256.HashData(content))).Value.ToArray());
    }

    [Fact]
    public async Task A_commitment_whose_record_is_not_anchored_is_waited_for()
    {
        await using JobConsortium consortium = await JobConsortium.StartAsync("clinic", "insurer");
        BlockBeacon beacon = Beacon(
            consortium[0], Bytes32.Zero, new Known(new CommitmentRecord(consortium[1].Address, Bytes32.FromBytes(SHA256.HashData([1])))), new MemoryCheckpointStore());
        using var patience = new CancellationTokenSource();
        Task<BeaconValue> waiting = beacon.GetAsync(SHA256.HashData([2]), patience.Token).AsTask();
        await consortium[0].Chain.AdvanceAsync(CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static BlockBeacon Beacon(TestNode node, Bytes32 jobId, ICommitmentRecords records, ICheckpointStore store) =>
        new(node.Chain, jobId, Depth, records, store, node.Services.Beacon);

    private sealed class Known(CommitmentRecord? record) : ICommitmentRecords
    {
        public ValueTask<CommitmentRecord?> FindAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken = default) => new(record);
    }
}
