using System.Security.Cryptography;
using AuditNode.Records.Archives;
using AuditNode.Records.Artifacts;

namespace AuditNode.Records.Tests.Artifacts;

public class ArtifactStoreTests
{
    [Fact]
    public async Task Gives_back_what_was_put()
    {
        using var folder = new TemporaryFolder();
        using var store = new ArtifactStore(folder.Path);
        foreach (int length in (int[])[0, 1, 1000, 300_000])
        {
            byte[] content = new TestInputs(40).Bytes(length);

            ArtifactReference reference = await store.PutAsync("centroids", content);

            Assert.Equal(ArtifactReference.Of("centroids", content), reference);
            Assert.True(store.Contains(reference.Sha256));
            Assert.Equal(content, await store.ReadAsync(reference.Sha256, length));
            Assert.Equal(ArtifactState.Intact, await store.Reader.CheckAsync(reference.Sha256, length));
            Assert.Equal(reference, await store.PutAsync("centroids", new MemoryStream(content), length));
        }

        Assert.Equal(4, store.Reader.List().Count());
        Assert.Equal(store.Reader.List(), store.Reader.List().Order());
        Assert.Empty(store.Reader.ListUnexpected());
    }

    [Fact]
    public async Task Takes_a_stream_only_if_it_is_what_was_announced()
    {
        using var folder = new TemporaryFolder();
        using var store = new ArtifactStore(folder.Path);
        byte[] content = new TestInputs(41).Bytes(200_000);
        ArtifactReference announced = ArtifactReference.Of("keys", content);

        foreach (byte[] other in (byte[][])[[], content[..^1], [.. content, 0], [(byte)(content[0] ^ 1), .. content[1..]]])
            Assert.Equal(ArchiveFault.Mismatch, await FaultOf(() => store.PutAsync(announced, new MemoryStream(other)).AsTask()));
        Assert.Equal(ArchiveFault.TooLong, await FaultOf(() => store.PutAsync("keys", new MemoryStream(content), content.Length - 1).AsTask()));
        AssertEmpty(folder);

        await store.PutAsync(announced, new MemoryStream(content));
        Assert.Equal(content, await store.ReadAsync(announced.Sha256, content.Length));
    }

    [Fact]
    public async Task A_stream_that_never_ends_is_cut_off()
    {
        using var folder = new TemporaryFolder();
        using var store = new ArtifactStore(folder.Path);

        Assert.Equal(ArchiveFault.TooLong, await FaultOf(() => store.PutAsync("keys", new EndlessStream(), 1_000_000).AsTask()));
        Assert.Equal(ArchiveFault.Mismatch, await FaultOf(() => store.PutAsync(ArtifactReference.Of("keys", new byte[10]), new EndlessStream()).AsTask()));
        AssertEmpty(folder);
    }

    [Fact]
    public async Task Reads_find_every_damage()
    {
        using var folder = new TemporaryFolder();
        using var store = new ArtifactStore(folder.Path);
        byte[] content = new TestInputs(42).Bytes(100);
        ArtifactReference reference = await store.PutAsync("centroids", content);
        string path = folder[ArtifactFolder.EntryOf(reference.Sha256)];
        for (int i = 0; i < content.Length; i++)
        {
            byte[] damaged = [.. content];
            damaged[i] ^= 0x10;
            await File.WriteAllBytesAsync(path, damaged);

            Assert.Equal(ArtifactState.Damaged, await store.Reader.CheckAsync(reference.Sha256, content.Length));
            Assert.Equal(ArchiveFault.Damaged, await FaultOf(() => store.ReadAsync(reference.Sha256, 1000).AsTask()));
        }

        await File.WriteAllBytesAsync(path, content[..50]);
        Assert.Equal(ArtifactState.WrongLength, await store.Reader.CheckAsync(reference.Sha256, content.Length));
        Assert.Equal(ArtifactState.Damaged, await store.Reader.CheckAsync(reference.Sha256, null));
        Assert.Equal(ArchiveFault.TooLong, await FaultOf(() => store.ReadAsync(reference.Sha256, 49).AsTask()));

        File.Delete(path);
        Assert.Equal(ArtifactState.Missing, await store.Reader.CheckAsync(reference.Sha256, content.Length));
        Assert.Equal(ArchiveFault.Missing, await FaultOf(() => store.ReadAsync(reference.Sha256, 1000).AsTask()));
        Assert.Equal(ArchiveFault.Missing, await FaultOf(() => Task.FromResult(store.Open(reference.Sha256))));
    }

    [Fact]
    public async Task Putting_the_same_content_again_repairs_it()
    {
        using var folder = new TemporaryFolder();
        using var store = new ArtifactStore(folder.Path);
        byte[] content = new TestInputs(43).Bytes(100);
        ArtifactReference reference = await store.PutAsync("centroids", content);
        await File.WriteAllBytesAsync(folder[ArtifactFolder.EntryOf(reference.Sha256)], new byte[100]);

        await store.PutAsync("centroids", content);

        Assert.Equal(content, await store.ReadAsync(reference.Sha256, 100));
    }

    [Fact]
    public async Task Many_puts_of_the_same_content_at_once_store_it_once()
    {
        using var folder = new TemporaryFolder();
        using var store = new ArtifactStore(folder.Path);
        byte[] content = new TestInputs(44).Bytes(50_000);

        ArtifactReference[] references = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
            i % 2 == 0 ? await store.PutAsync("keys", content) : await store.PutAsync("keys", new MemoryStream(content), 50_000))));

        Assert.Single(references.Distinct());
        Assert.Equal(references[0].Sha256, Assert.Single(store.Reader.List()));
        Assert.Equal(content, await store.ReadAsync(references[0].Sha256, content.Length));
        Assert.Empty(Directory.GetFiles(folder[DurableFolder.IncomingName], "*.tmp"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    public async Task A_full_disk_is_a_typed_error_and_leaves_no_half_file(int room)
    {
        using var folder = new TemporaryFolder();
        byte[] content = new TestInputs(45).Bytes(200_000);
        bool full = true;
        using var durable = new DurableFolder(folder.Path, (path, _) => full ? new FailingStream(path, room) : File.Create(path));
        using var store = new ArtifactStore(durable, string.Empty);

        Assert.Equal(ArchiveFault.Full, await FaultOf(() => store.PutAsync("keys", content).AsTask()));
        Assert.Equal(ArchiveFault.Full, await FaultOf(() => store.PutAsync("keys", new MemoryStream(content), content.Length).AsTask()));
        Assert.Equal(ArchiveFault.Full, await FaultOf(() => store.PutAsync(ArtifactReference.Of("keys", content), new MemoryStream(content)).AsTask()));
        AssertEmpty(folder);

        full = false;
        ArtifactReference reference = await store.PutAsync("keys", content);
        Assert.Equal(content, await store.ReadAsync(reference.Sha256, content.Length));
    }

    [Fact]
    public async Task An_announcement_that_no_disk_has_room_for_is_refused_before_anything_is_read()
    {
        using var folder = new TemporaryFolder();
        using var store = new ArtifactStore(folder.Path);
        var announced = new ArtifactReference("keys", Chain.Bytes32.Zero, 1L << 52); // 4 PiB

        Assert.Equal(ArchiveFault.Full, await FaultOf(() => store.PutAsync(announced, new MemoryStream(new byte[10])).AsTask()));
        AssertEmpty(folder);
    }

    [Fact]
    public async Task A_cancelled_put_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        using var store = new ArtifactStore(folder.Path);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.PutAsync("keys", new byte[10], cancelled.Token).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.PutAsync("keys", new MemoryStream(new byte[10]), 10, cancelled.Token).AsTask());
        AssertEmpty(folder);
    }

    [Fact]
    public async Task What_a_killed_writer_left_is_removed_at_the_next_open()
    {
        using var folder = new TemporaryFolder();
        ArtifactReference reference;
        using (var store = new ArtifactStore(folder.Path))
        {
            reference = await store.PutAsync("keys", new byte[10]);
            await File.WriteAllBytesAsync(folder[$"{DurableFolder.IncomingName}/0123.tmp"], new byte[1000]);
        }

        using var reopened = new ArtifactStore(folder.Path);

        Assert.Empty(Directory.GetFiles(folder[DurableFolder.IncomingName], "*.tmp"));
        Assert.Equal(reference.Sha256, Assert.Single(reopened.Reader.List()));
    }

    [Fact]
    public void A_second_writer_is_refused_until_the_first_is_gone()
    {
        using var folder = new TemporaryFolder();
        using (new ArtifactStore(folder.Path))
            Assert.Equal(ArchiveFault.InUse, Assert.Throws<ArchiveException>(() => new ArtifactStore(folder.Path)).Fault);
        using var next = new ArtifactStore(folder.Path);
    }

    [Theory]
    [InlineData("../../escape")]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData("a\0b")]
    public async Task Names_that_are_paths_are_refused(string name)
    {
        using var folder = new TemporaryFolder();
        using var store = new ArtifactStore(folder.Path);

        await Assert.ThrowsAsync<RecordFormatException>(() => store.PutAsync(name, new byte[1]).AsTask());
        await Assert.ThrowsAsync<RecordFormatException>(() => store.PutAsync(name, new MemoryStream(), 1).AsTask());
        AssertEmpty(folder);
    }

    [Fact]
    public async Task Files_that_no_store_makes_are_listed()
    {
        using var folder = new TemporaryFolder();
        using var store = new ArtifactStore(folder.Path);
        ArtifactReference reference = await store.PutAsync("keys", new byte[10]);
        string prefix = ArtifactFolder.EntryOf(reference.Sha256)[..2];
        await File.WriteAllBytesAsync(folder["notes.txt"], []);
        await File.WriteAllBytesAsync(folder[$"{prefix}/short"], []);
        await File.WriteAllBytesAsync(folder[$"{prefix}/{new string('0', 63)}g"], []);

        Assert.Equal([$"{prefix}/{new string('0', 63)}g", $"{prefix}/short", "notes.txt"], store.Reader.ListUnexpected().Order(StringComparer.Ordinal));
        Assert.Equal(reference.Sha256, Assert.Single(store.Reader.List()));
    }

    private static async Task<ArchiveFault> FaultOf(Func<Task> action) => (await Assert.ThrowsAsync<ArchiveException>(action)).Fault;

    private static void AssertEmpty(TemporaryFolder folder) =>
        Assert.Equal(["writer.lock"], Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)));

    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            RandomNumberGenerator.Fill(buffer.Span);
            return new(buffer.Length);
        }
    }
}
