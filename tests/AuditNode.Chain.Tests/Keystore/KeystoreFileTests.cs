using System.Security.Cryptography;
using AuditNode.Chain.Keystore;
using AuditNode.Chain.Transactions;

namespace AuditNode.Chain.Tests.Keystore;

public sealed class KeystoreFileTests : IDisposable
{
    private static readonly ScryptParameters Light = new(16, 1, 1);
    private readonly string folder = Directory.CreateTempSubdirectory("keystore-").FullName;

    private string Path => System.IO.Path.Combine(folder, "key.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_saved_key_is_loaded_again()
    {
        using var key = PrivateKey.Generate();
        await KeystoreFile.SaveAsync(Path, key, "passphrase", Light);
        using var loaded = await KeystoreFile.LoadAsync(Path, "passphrase");
        Assert.Equal(key.PublicKey, loaded.PublicKey);
        Assert.Equal([Path], Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Only_the_owner_may_read_a_key_file()
    {
        if (OperatingSystem.IsWindows())
            return; // Windows has no such modes; files inherit their folder's rights.
        using var key = PrivateKey.Generate();
        await File.WriteAllTextAsync(Path, "readable by all");
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        await KeystoreFile.SaveAsync(Path, key, "passphrase", Light);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Fact]
    public async Task A_failed_save_leaves_the_old_file_and_no_other()
    {
        using var key = PrivateKey.Generate();
        await KeystoreFile.SaveAsync(Path, key, "passphrase", Light);
        var before = await File.ReadAllBytesAsync(Path);
        using var other = PrivateKey.Generate();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => KeystoreFile.SaveAsync(Path, other, "passphrase", Light, cancelled.Token));
        await Assert.ThrowsAsync<ArgumentException>(() => KeystoreFile.SaveAsync(Path, other, "passphrase", new ScryptParameters(3, 1, 1)));
        Assert.Equal(before, await File.ReadAllBytesAsync(Path));
        Assert.Equal([Path], Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_name_that_cannot_be_taken_leaves_no_file_behind()
    {
        using var key = PrivateKey.Generate();
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "inner"));
        await Assert.ThrowsAnyAsync<SystemException>(() => KeystoreFile.SaveAsync(Path, key, "passphrase", Light));
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Missing_and_large_files_are_refused()
    {
        await Assert.ThrowsAsync<FileNotFoundException>(() => KeystoreFile.LoadAsync(Path, "passphrase"));
        await File.WriteAllBytesAsync(Path, RandomNumberGenerator.GetBytes(1 << 17));
        await Assert.ThrowsAsync<KeystoreFormatException>(() => KeystoreFile.LoadAsync(Path, "passphrase"));
    }
}
