using AuditNode.Chain.Keystore;
using AuditNode.Node.Hosting;
using AuditNode.Node.Keys;

namespace AuditNode.Node.Tests.Keys;

public sealed class KeyMakerTests : IDisposable
{
    private static readonly ScryptParameters Cheap = new(2, 8, 1);
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Keys_open_with_their_passphrase_and_no_other()
    {
        var directory = await MakeAsync("a good passphrase");
        using var identity = await NodeIdentity.OpenAsync(directory, "a good passphrase");
        var shown = KeySummary.Read(directory);
        Assert.Equal(identity.Address, shown.Institution);
        Assert.Equal(Convert.ToHexStringLower(identity.ProofKey.PublicKey.ToBytes()), shown.ProofKey);
        Assert.Equal(identity.TlsFingerprint, shown.TlsFingerprint);

        var refused = await Assert.ThrowsAsync<NodeException>(() => NodeIdentity.OpenAsync(directory, "another passphrase"));
        Assert.Equal(NodeError.Passphrase, refused.Error);
        Assert.DoesNotContain("another", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_there_stays()
    {
        var directory = await MakeAsync("a good passphrase");
        var files = new KeyFiles(directory);
        var before = ReadAll(files);
        Assert.Empty(await KeyMaker.MakeAsync(directory, "a good passphrase", TimeProvider.System, Cheap));
        Assert.Equal(before, ReadAll(files));
    }

    [Fact]
    public async Task What_is_missing_is_made_again_and_the_rest_stays()
    {
        var directory = await MakeAsync("a good passphrase");
        var files = new KeyFiles(directory);
        var account = await File.ReadAllTextAsync(files.Account);
        File.Delete(files.Certificate);
        Assert.Equal([files.Certificate], await KeyMaker.MakeAsync(directory, "a good passphrase", TimeProvider.System, Cheap));
        Assert.Equal(account, await File.ReadAllTextAsync(files.Account));
    }

    [Fact]
    public async Task Key_files_are_for_their_owner_only()
    {
        if (OperatingSystem.IsWindows())
            return;
        var directory = await MakeAsync("a good passphrase");
        foreach (var file in Directory.EnumerateFiles(directory.Keys))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_proof_key_file_with_another_public_key_is_refused()
    {
        var directory = await MakeAsync("a good passphrase");
        var file = new KeyFiles(directory).Proof;
        var stored = ProofKeystore.Read(file);
        var other = stored.PublicKey.ToArray();
        other[5] ^= 1;
        (stored with { PublicKey = other }).Write(file);
        var refused = Assert.Throws<NodeException>(() => NodeIdentity.OpenProofKey(file, "a good passphrase"));
        Assert.Equal(NodeError.Key, refused.Error);
    }

    [Fact]
    public async Task An_accounts_file_is_no_proof_key()
    {
        var directory = await MakeAsync("a good passphrase");
        var files = new KeyFiles(directory);
        File.Copy(files.Account, files.Proof, overwrite: true);
        Assert.Equal(NodeError.Key, Assert.Throws<NodeException>(() => NodeIdentity.OpenProofKey(files.Proof, "a good passphrase")).Error);
    }

    public void Dispose() => folder.Dispose();

    private async Task<NodeDirectory> MakeAsync(string passphrase)
    {
        var directory = new NodeDirectory(Path.Combine(folder.Path, "node"));
        Assert.Equal(3, (await KeyMaker.MakeAsync(directory, passphrase, TimeProvider.System, Cheap)).Count);
        return directory;
    }

    private static string[] ReadAll(KeyFiles files) =>
        [File.ReadAllText(files.Account), File.ReadAllText(files.Proof), File.ReadAllText(files.Certificate)];
}
