using AuditNode.Chain;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Keys;

/// <summary>
/// A new proof key for the registry: made in a file of its own, registered, and only then put in the place of the old one, which is kept. An
/// interrupted rotation goes on where it was, with the same new key.
/// </summary>
public static class KeyRotation
{
    /// <summary>Rotates, or ends a rotation that was interrupted.</summary>
    /// <param name="directory">The node's directory, locked by the caller.</param>
    /// <param name="registered">The registry.</param>
    /// <param name="contracts">The contracts.</param>
    /// <param name="passphrase">What opens the keys, old and new.</param>
    /// <param name="fingerprint">SHA-256 of the TLS certificate.</param>
    /// <param name="cancellationToken">Gives up; repeating ends it.</param>
    /// <returns>The transaction (null where an earlier command had sent it) and the number of the new key.</returns>
    /// <exception cref="NodeException">A key does not open, or the institution is no member.</exception>
    public static async Task<(Bytes32? Transaction, ulong Version)> RotateAsync(
        NodeDirectory directory, RegisteredKey registered, NodeContracts contracts, string passphrase, Bytes32 fingerprint,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(registered);
        var files = new KeyFiles(directory);
        NodeIdentity.OpenProofKey(files.Proof, passphrase).Dispose(); // a second passphrase must not come in
        if (!File.Exists(files.NextProof))
            KeyMaker.MakeProofKey(files.NextProof, passphrase);
        Bytes32? transaction;
        using (var key = NodeIdentity.OpenProofKey(files.NextProof, passphrase))
            transaction = await registered.ReplaceAsync(key, fingerprint, cancellationToken).ConfigureAwait(false);
        var version = (await Institutions.ReadAsync(contracts, registered.Institution, cancellationToken).ConfigureAwait(false)).KeyVersion;
        // Copied, so that there is a proof.json at every moment: the new one takes its name in one step.
        File.Copy(files.Proof, files.OldProof(version - 1), overwrite: true);
        File.Move(files.NextProof, files.Proof, overwrite: true);
        return (transaction, version);
    }
}
