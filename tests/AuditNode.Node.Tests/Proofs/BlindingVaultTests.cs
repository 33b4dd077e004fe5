using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Node.Proofs;
using AuditNode.Records.Relations;

namespace AuditNode.Node.Tests.Proofs;

public class BlindingVaultTests
{
    private static readonly long[] s_column = [1, 2, 3];

    [Fact]
    public async Task Commitments_are_the_same_after_a_restart_and_different_without_the_stored_seed()
    {
        var store = new MemoryCheckpointStore();
        byte[] first = await CommitAsync(store), second = await CommitAsync(store), other = await CommitAsync(new MemoryCheckpointStore());

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public async Task A_damaged_seed_is_refused_instead_of_replaced()
    {
        var store = new MemoryCheckpointStore();
        await store.WriteAsync("blindings", new byte[31]);

        await Assert.ThrowsAsync<StorageException>(() => new BlindingVault(store, Bytes32.Zero).GetAsync().AsTask());
    }

    private static async Task<byte[]> CommitAsync(MemoryCheckpointStore store)
    {
        using BlindingSeed seed = await new BlindingVault(store, Bytes32.Zero).GetAsync();
        using RelationWitness witness = DatasetRelation.Create(seed, s_column.Length, [s_column]);
        return witness.Commitments["column.0"].ToArray();
    }
}
