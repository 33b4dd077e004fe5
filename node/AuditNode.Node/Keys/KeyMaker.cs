using System.Security.Cryptography;
using AuditNode.Chain;
using AuditNode.Chain.Keystore;
using AuditNode.Chain.Transactions;
using AuditNode.Node.Hosting;
using AuditNode.Node.Peers;
using AuditNode.Zk.Records;

namespace AuditNode.Node.Keys;

/// <summary>Makes the keys that a node does not have yet. What is there stays; each file appears whole or not at all, so that an
/// interrupted command can be repeated.</summary>
public static class KeyMaker
{
    /// <summary>Makes account, proof key and certificate where they are absent.</summary>
    /// <param name="directory">The node's directory; it is created.</param>
    /// <param name="passphrase">What opens the new keys; existing ones must open with it too.</param>
    /// <param name="clock">The time, from which on the certificate is valid.</param>
    /// <param name="cost">How much work a guess of the passphrase is; the standard if null.</param>
    /// <param name="cancellationToken">Gives up between two files.</param>
    /// <returns>The paths of the files that were made.</returns>
    /// <exception cref="NodeException">A file cannot be written, or an existing one does not open.</exception>
    public static async Task<IReadOnlyList<string>> MakeAsync(
        NodeDirectory directory, string passphrase, TimeProvider clock, ScryptParameters? cost = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(directory);
        directory.Create();
        directory.RequireRights();
        using var alone = directory.Lock();
        var files = new KeyFiles(directory);
        var made = new List<string>();
        if (!File.Exists(files.Account))
        {
            using var key = PrivateKey.Generate();
            await KeystoreFile.SaveAsync(files.Account, key, passphrase, cost, cancellationToken).ConfigureAwait(false);
            made.Add(files.Account);
        }
        cancellationToken.ThrowIfCancellationRequested();
        if (!File.Exists(files.Proof))
        {
            MakeProofKey(files.Proof, passphrase, cost);
            made.Add(files.Proof);
        }
        cancellationToken.ThrowIfCancellationRequested();
        if (!File.Exists(files.Certificate))
        {
            using var account = await NodeIdentity.OpenAccountAsync(files, passphrase, cancellationToken).ConfigureAwait(false);
            MakeCertificate(files.Certificate, account.Address, clock);
            made.Add(files.Certificate);
        }
        return made;
    }

    /// <summary>Makes a proof key in a file that must not exist.</summary>
    /// <param name="path">The file.</param>
    /// <param name="passphrase">What opens it.</param>
    /// <param name="cost">How much work a guess of the passphrase is; the standard if null.</param>
    internal static void MakeProofKey(string path, string passphrase, ScryptParameters? cost = null)
    {
        using var key = ProofKey.Generate();
        ProofKeystore.Encrypt(key, passphrase, cost).Write(path);
    }

    /// <summary>Makes a certificate in a file that must not exist.</summary>
    /// <param name="path">The file.</param>
    /// <param name="account">The institution.</param>
    /// <param name="clock">The time, from which on it is valid.</param>
    internal static void MakeCertificate(string path, Address account, TimeProvider clock)
    {
        var temporary = path + ".new";
        File.Delete(temporary);
        using var certificate = PeerCertificate.Create(account, clock);
        certificate.Save(temporary);
        File.Move(temporary, path);
    }

    /// <summary>A passphrase of 160 random bits, for tests and demonstrations.</summary>
    public static string RandomPassphrase() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
}
