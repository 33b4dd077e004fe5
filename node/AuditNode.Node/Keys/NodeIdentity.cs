using AuditNode.Chain;
using AuditNode.Chain.Keystore;
using AuditNode.Chain.Transactions;
using AuditNode.Node.Hosting;
using AuditNode.Node.Peers;
using AuditNode.Zk.Records;

namespace AuditNode.Node.Keys;

/// <summary>The opened keys of a node. Dispose clears the secrets.</summary>
public sealed class NodeIdentity : IDisposable
{
    private NodeIdentity(PrivateKey account, ProofKey proofKey, PeerCertificate certificate) =>
        (Account, ProofKey, Certificate) = (account, proofKey, certificate);

    /// <summary>Signs transactions.</summary>
    public PrivateKey Account { get; }

    /// <summary>Signs records.</summary>
    public ProofKey ProofKey { get; }

    /// <summary>Shown to peers.</summary>
    public PeerCertificate Certificate { get; }

    /// <summary>The institution.</summary>
    public Address Address => Account.Address;

    /// <summary>SHA-256 of the certificate.</summary>
    public Bytes32 TlsFingerprint => Certificate.Fingerprint;

    /// <summary>Opens all keys of a directory.</summary>
    /// <param name="directory">The node's directory.</param>
    /// <param name="passphrase">What opens them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NodeException">A key is absent or damaged, or the passphrase is another one.</exception>
    public static async Task<NodeIdentity> OpenAsync(NodeDirectory directory, string passphrase, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(directory);
        var files = new KeyFiles(directory);
        var account = await OpenAccountAsync(files, passphrase, cancellationToken).ConfigureAwait(false);
        ProofKey? proofKey = null;
        try
        {
            proofKey = await Task.Run(() => OpenProofKey(files.Proof, passphrase), cancellationToken).ConfigureAwait(false);
            return new NodeIdentity(account, proofKey, OpenCertificate(files.Certificate));
        }
        catch
        {
            proofKey?.Dispose();
            account.Dispose();
            throw;
        }
    }

    /// <summary>Opens the account alone.</summary>
    /// <param name="files">Where it is.</param>
    /// <param name="passphrase">What opens it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NodeException">It is absent or damaged, or the passphrase is another one.</exception>
    public static async Task<PrivateKey> OpenAccountAsync(KeyFiles files, string passphrase, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        try
        {
            return await KeystoreFile.LoadAsync(files.Account, passphrase, cancellationToken).ConfigureAwait(false);
        }
        catch (WrongPassphraseException e)
        {
            throw Wrong(files.Account, e);
        }
        catch (KeystoreFormatException e)
        {
            throw new NodeException(NodeError.Key, $"{files.Account}: {e.Message} Restore it from the backup.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NodeException(
                NodeError.Key, $"There is no account {files.Account}; run audit-node key new, or restore it from the backup.", e);
        }
    }

    /// <summary>Opens a proof key alone.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="passphrase">What opens it.</param>
    /// <exception cref="NodeException">It is absent or damaged, or the passphrase is another one.</exception>
    public static ProofKey OpenProofKey(string path, string passphrase)
    {
        try
        {
            return ProofKeystore.Read(path).Decrypt(passphrase);
        }
        catch (WrongPassphraseException e)
        {
            throw Wrong(path, e);
        }
        catch (KeystoreFormatException e)
        {
            throw new NodeException(NodeError.Key, $"{path}: {e.Message} Restore it from the backup.", e);
        }
    }

    /// <summary>Opens the certificate alone; it needs no passphrase.</summary>
    /// <param name="path">Its file.</param>
    /// <exception cref="NodeException">It is absent, damaged, or open to others.</exception>
    public static PeerCertificate OpenCertificate(string path)
    {
        try
        {
            return PeerCertificate.Load(path);
        }
        catch (PeerCertificateException e)
        {
            throw new NodeException(NodeError.Key, e.Message, e);
        }
    }

    /// <summary>Clears the secrets.</summary>
    public void Dispose()
    {
        Account.Dispose();
        ProofKey.Dispose();
        Certificate.Dispose();
    }

    private static NodeException Wrong(string path, Exception inner) =>
        new(NodeError.Passphrase, $"The passphrase does not open {path}; give the one that it was made with.", inner);
}
