using System.Numerics;
using AuditNode.Chain;
using AuditNode.Chain.Sending;
using AuditNode.Node.Hosting;
using AuditNode.Zk.Records;

namespace AuditNode.Node.Keys;

/// <summary>
/// What the registry has for this institution, and how it changes: the first key, a new key, a revocation, another certificate. Every change
/// first looks whether it has happened, so that a command that was interrupted can be repeated.
/// </summary>
/// <param name="contracts">The contracts.</param>
/// <param name="sender">Sends the institution's transactions; nobody else may send any meanwhile.</param>
public sealed class RegisteredKey(NodeContracts contracts, TransactionSender sender)
{
    private const int Coordinate = 32;

    /// <summary>The institution.</summary>
    public Address Institution => sender.Account.Address;

    /// <summary>Whether the registry's usable key is this one.</summary>
    /// <param name="publicKey">x and y, 64 bytes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<bool> IsUsableAsync(ReadOnlyMemory<byte> publicKey, CancellationToken cancellationToken = default) =>
        IsUsableAsync(contracts, Institution, publicKey, cancellationToken);

    /// <summary>Whether an institution's usable key in the registry is this one.</summary>
    /// <param name="contracts">The contracts.</param>
    /// <param name="institution">Its address.</param>
    /// <param name="publicKey">x and y, 64 bytes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<bool> IsUsableAsync(
        NodeContracts contracts, Address institution, ReadOnlyMemory<byte> publicKey, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(contracts);
        var found = await contracts.Registry.InstitutionAsync(institution, default, cancellationToken).ConfigureAwait(false);
        return found.KeyX == Word(publicKey.Span, 0) && found.KeyY == Word(publicKey.Span, 1);
    }

    /// <summary>Registers the first key, or a new one where the last was revoked or belongs to a lost backup.</summary>
    /// <param name="key">The key.</param>
    /// <param name="fingerprint">SHA-256 of the TLS certificate.</param>
    /// <param name="cancellationToken">Gives up; a transaction that was sent by then counts.</param>
    /// <returns>The transaction; null where the registry has all of it already.</returns>
    /// <exception cref="NodeException">The institution is no member.</exception>
    /// <exception cref="ContractRevertedException">The registry refuses, for instance a key that was used before.</exception>
    public async Task<Bytes32?> RegisterAsync(ProofKey key, Bytes32 fingerprint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        var found = await RequireMemberAsync(cancellationToken).ConfigureAwait(false);
        if (await IsUsableAsync(key.PublicKey.ToBytes(), cancellationToken).ConfigureAwait(false))
            return found.TlsFingerprint == fingerprint ? null : await SetFingerprintAsync(fingerprint, cancellationToken).ConfigureAwait(false);
        if (found.HasKey)
            throw new NodeException(NodeError.Key,
                $"The registry has another proof key (version {found.KeyVersion}) for {Institution}; run audit-node key rotate to replace it by a new one.");
        return await ActivateAsync(key, found.KeyVersion, fingerprint, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Replaces the registry's key by this one.</summary>
    /// <param name="key">A key that was never used.</param>
    /// <param name="fingerprint">SHA-256 of the TLS certificate.</param>
    /// <param name="cancellationToken">Gives up; a transaction that was sent by then counts.</param>
    /// <returns>The transaction; null where the registry has this key already.</returns>
    /// <exception cref="NodeException">The institution is no member.</exception>
    /// <exception cref="ContractRevertedException">The registry refuses.</exception>
    public async Task<Bytes32?> ReplaceAsync(ProofKey key, Bytes32 fingerprint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        var found = await RequireMemberAsync(cancellationToken).ConfigureAwait(false);
        if (await IsUsableAsync(key.PublicKey.ToBytes(), cancellationToken).ConfigureAwait(false))
            return null;
        return await ActivateAsync(key, found.KeyVersion, fingerprint, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Revokes the key at once.</summary>
    /// <param name="cancellationToken">Gives up; a transaction that was sent by then counts.</param>
    /// <returns>The transaction; null where there is no usable key.</returns>
    public async Task<Bytes32?> RevokeAsync(CancellationToken cancellationToken = default)
    {
        var found = await RequireMemberAsync(cancellationToken).ConfigureAwait(false);
        return found.HasKey
            ? await FinalAsync(contracts.Registry.SendRevokeKeyAsync(sender, cancellationToken: cancellationToken), cancellationToken)
                .ConfigureAwait(false)
            : null;
    }

    private async Task<Bytes32> SetFingerprintAsync(Bytes32 fingerprint, CancellationToken cancellationToken) => await FinalAsync(
        contracts.Registry.SendSetTlsFingerprintAsync(sender, fingerprint, cancellationToken: cancellationToken), cancellationToken)
        .ConfigureAwait(false);

    private async Task<Member> RequireMemberAsync(CancellationToken cancellationToken)
    {
        var found = await Institutions.ReadAsync(contracts, Institution, cancellationToken).ConfigureAwait(false);
        return found.Roles != 0
            ? found
            : throw new NodeException(NodeError.Key,
                $"{Institution} is no member of the consortium; a validator must propose it: audit-node institution propose {Institution} --roles ROLES");
    }

    private Task<Bytes32> ActivateAsync(ProofKey key, ulong version, Bytes32 fingerprint, CancellationToken cancellationToken)
    {
        var context = new KeyContext(
            contracts.Addresses.ChainId, contracts.Registry.Address.ToArray(), Institution.ToArray(), version + 1);
        var proof = AttributionProof.Prove(key, context);
        var point = key.PublicKey.ToBytes();
        var (x, y, challenge, response) = (Word(point, 0), Word(point, 1), Word(proof, 0), Word(proof, 1));
        return FinalAsync(
            version == 0
                ? contracts.Registry.SendRegisterAsync(sender, x, y, challenge, response, fingerprint, cancellationToken: cancellationToken)
                : contracts.Registry.SendRotateKeyAsync(sender, x, y, challenge, response, fingerprint, cancellationToken: cancellationToken),
            cancellationToken);
    }

    private static async Task<Bytes32> FinalAsync(Task<PendingTransaction> sent, CancellationToken cancellationToken)
    {
        var pending = await sent.ConfigureAwait(false);
        var confirmed = await pending.WaitAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return confirmed.Receipt.TransactionHash;
    }

    private static BigInteger Word(ReadOnlySpan<byte> words, int index) =>
        new(words.Slice(index * Coordinate, Coordinate), isUnsigned: true, isBigEndian: true);
}
