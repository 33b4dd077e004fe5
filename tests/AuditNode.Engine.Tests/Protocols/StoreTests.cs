using System.Security.Cryptography;
using AuditNode.Engine.Protocols;

namespace AuditNode.Engine.Tests.Protocols;

public sealed class StoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("auditnode-stores-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Blobs_are_read_back_by_their_digest(bool files)
    {
        IBlobStore store = files ? new FileBlobStore(_folder) : new MemoryBlobStore();
        ReadOnlyMemory<byte> digest = await store.PutAsync("content"u8.ToArray());
        await store.PutAsync("content"u8.ToArray());
        Assert.Equal(SHA256.HashData("content"u8), digest.ToArray());
        Assert.Equal("content"u8.ToArray(), (await store.GetAsync(digest)).ToArray());
        await Assert.ThrowsAsync<StorageException>(async () => await store.GetAsync(SHA256.HashData("other"u8)));
    }

    [Fact]
    public async Task A_blob_that_was_changed_on_disk_is_refused()
    {
        var store = new FileBlobStore(_folder);
        ReadOnlyMemory<byte> digest = await store.PutAsync("content"u8.ToArray());
        string file = Assert.Single(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
        await File.WriteAllTextAsync(file, "Content");
        await Assert.ThrowsAsync<StorageException>(async () => await store.GetAsync(digest));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_last_state_counts(bool files)
    {
        ICheckpointStore store = files ? new FileCheckpointStore(_folder) : new MemoryCheckpointStore();
        Assert.Null(await store.ReadAsync("job.party"));
        await store.WriteAsync("job.party", new byte[] { 1 });
        await store.WriteAsync("job.party", new byte[] { 2, 3 });
        Assert.Equal([2, 3], (await store.ReadAsync("job.party"))!.Value.ToArray());
        await store.DeleteAsync("job.party");
        Assert.Null(await store.ReadAsync("job.party"));
    }

    [Fact]
    public async Task Files_are_for_their_owner_only_and_nothing_temporary_is_left()
    {
        string folder = Path.Combine(_folder, "states");
        var store = new FileCheckpointStore(folder);
        await store.WriteAsync("job.party", new byte[] { 1 });
        string file = Assert.Single(Directory.GetFiles(folder));
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Fact]
    public async Task What_a_killed_process_left_half_written_is_removed_and_nothing_else()
    {
        FileCheckpointStore.RemoveLeftovers(Path.Combine(_folder, "missing"));
        string folder = Path.Combine(_folder, "states", "job");
        await new FileCheckpointStore(folder).WriteAsync("job.party", new byte[] { 1 });
        await File.WriteAllBytesAsync(Path.Combine(folder, "job.party.0123456789abcdef.tmp"), [2]);
        FileCheckpointStore.RemoveLeftovers(_folder);
        Assert.Equal("job.party", Path.GetFileName(Assert.Single(Directory.GetFiles(folder))));
    }

    [Theory]
    [InlineData("job.party.tmp")]
    [InlineData("../escape")]
    [InlineData("a/b")]
    [InlineData(".hidden")]
    [InlineData("")]
    public async Task Names_that_could_leave_the_folder_are_refused(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(async () => await new FileCheckpointStore(_folder).WriteAsync(name, default));
}
