using AuditNode.Chain;
using AuditNode.Node.Peers;

namespace AuditNode.Node.Tests.Peers;

/// <summary>Reading a job's specification from another node.</summary>
public sealed class SpecificationTests
{
    private static readonly byte[] s_bytes = [.. Enumerable.Range(0, 300_000).Select(i => (byte)i)];

    [Fact]
    public async Task An_institution_that_it_names_gets_it_byte_for_byte_and_others_learn_nothing()
    {
        await using TestPair pair = await StartAsync(asked => asked == TestNode.AddressOf(1) ? s_bytes : null);
        Assert.Equal(s_bytes, await ReadAsync(pair, 1 << 20));

        pair.Insurer.Services.Directory.Watch(TestNode.AddressOf(3), pair.Clinic.Endpoint);
        await using var stranger = new TestNode(3, pair.Registry, Path.Combine(pair.Folder.Path, "third"));
        await pair.Insurer.KnowAsync(stranger.Institution, pair.Clinic.Endpoint);
        await stranger.KnowAsync(pair.Insurer.Institution, pair.Insurer.Endpoint);
        PeerAnswerException none = await Assert.ThrowsAsync<PeerAnswerException>(() => stranger.Client.ReadSpecificationAsync(pair.Insurer.Institution, TestPair.JobId, null, 1 << 20));
        PeerAnswerException unknown = await Assert.ThrowsAsync<PeerAnswerException>(() => stranger.Client.ReadSpecificationAsync(pair.Insurer.Institution, Bytes32.Zero, null, 1 << 20));
        Assert.Equal(unknown.Message, none.Message);
    }

    [Fact]
    public async Task No_more_is_read_than_it_can_have()
    {
        await using TestPair pair = await StartAsync(_ => s_bytes);
        Assert.Contains("more than 299999", (await Assert.ThrowsAsync<PeerAnswerException>(() => ReadAsync(pair, 299_999))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_with_another_certificate_than_the_registered_one_is_not_believed_and_messages_keep_their_address()
    {
        await using TestPair pair = await StartAsync(_ => s_bytes);
        // The clinic's own port: its certificate is not the insurer's.
        await Assert.ThrowsAsync<HttpRequestException>(() => pair.Clinic.Client.ReadSpecificationAsync(pair.Insurer.Institution, TestPair.JobId, pair.Clinic.Endpoint, 1 << 20));
        Assert.Equal(pair.Insurer.Endpoint, pair.Clinic.Services.Directory.Find(pair.Insurer.Institution)!.Endpoint);
        Assert.Equal(s_bytes, await ReadAsync(pair, 1 << 20));
    }

    private static async Task<TestPair> StartAsync(Func<Address, byte[]?> offered)
    {
        TestPair pair = await TestPair.StartAsync();
        await pair.Insurer.OfferAsync(new Offered(offered));
        await pair.Clinic.KnowAsync(pair.Insurer.Institution, pair.Insurer.Endpoint);
        return pair;
    }

    private static Task<byte[]> ReadAsync(TestPair pair, int maximum) => pair.Clinic.Client.ReadSpecificationAsync(pair.Insurer.Institution, TestPair.JobId, null, maximum);

    private sealed class Offered(Func<Address, byte[]?> find) : IOfferedSpecifications
    {
        public ValueTask<byte[]?> FindAsync(Bytes32 jobId, Address institution, CancellationToken cancellationToken = default) =>
            new(jobId == TestPair.JobId ? find(institution) : null);
    }
}
