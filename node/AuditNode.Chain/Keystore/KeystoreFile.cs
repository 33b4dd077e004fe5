using System.Security.Cryptography;
using System.Text;
using AuditNode.Chain.Transactions;

namespace AuditNode.Chain.Keystore;

/// <summary>Key files on disk.</summary>
public static class KeystoreFile
{
    private const int MaxLength = 1 << 16;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Writes a key file that only its owner may read, whole or not at all: under another name, flushed to the disk, then renamed.
    /// An existing file is replaced.
    /// </summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="key">The key, which stays the caller's.</param>
    /// <param name="passphrase">What opens it.</param>
    /// <param name="cost">How much work a guess of the passphrase is; <see cref="ScryptParameters.Standard"/> if null.</param>
    /// <param name="cancel">Honoured until the file takes its name.</param>
    /// <exception cref="ArgumentException">The cost is beyond the limits.</exception>
    /// <exception cref="IOException">The file could not be written; none is left behind.</exception>
    public static async Task SaveAsync(
        string path, PrivateKey key, string passphrase, ScryptParameters? cost = null, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        // Deriving the key takes a second of work; callers on a server's thread should not wait for it.
        var json = await Task.Run(() => KeystoreV3.Encrypt(key, passphrase, cost), cancel).ConfigureAwait(false);
        var temporary = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        try
        {
            var file = new FileStream(temporary, options);
            await using (file.ConfigureAwait(false))
            {
                await file.WriteAsync(Encoding.UTF8.GetBytes(json), cancel).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }
            cancel.ThrowIfCancellationRequested();
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Reads a key file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="KeystoreFormatException">The file is malformed, beyond the limits, or names another account.</exception>
    /// <exception cref="WrongPassphraseException">The passphrase is another one.</exception>
    public static async Task<PrivateKey> LoadAsync(string path, string passphrase, CancellationToken cancel = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (new FileInfo(path).Length > MaxLength)
            throw new KeystoreFormatException("document", $"the file is longer than {MaxLength} bytes");
        var json = await File.ReadAllTextAsync(path, Encoding.UTF8, cancel).ConfigureAwait(false);
        return await Task.Run(() => KeystoreV3.Decrypt(json, passphrase), cancel).ConfigureAwait(false);
    }
}
