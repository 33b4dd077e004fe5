using AuditNode.Chain.JsonRpc;
using AuditNode.Contracts;
using AuditNode.Node.Keys;

namespace AuditNode.Node.Hosting;

/// <summary>Whether the registry has this node's proof key and certificate.</summary>
public sealed class KeyCheck(NodeContracts contracts, NodeIdentity identity) : IReadinessCheck
{
    /// <inheritdoc/>
    public string Name => "key";

    /// <inheritdoc/>
    public async Task<Check> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ExamineAsync(
                contracts, identity.Address, identity.ProofKey.PublicKey.ToBytes(), identity.TlsFingerprint, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is RpcException or ContractNotFoundException or OperationCanceledException)
        {
            return new Check(Name, false, "the registry cannot be asked", "start the chain's node, or correct chain.rpc");
        }
    }

    /// <summary>Compares keys with the registry.</summary>
    /// <param name="contracts">The contracts.</param>
    /// <param name="institution">Its account.</param>
    /// <param name="publicKey">x and y of the proof key.</param>
    /// <param name="fingerprint">SHA-256 of the certificate.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Check> ExamineAsync(
        NodeContracts contracts, Chain.Address institution, ReadOnlyMemory<byte> publicKey, Chain.Bytes32 fingerprint,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contracts);
        var found = await Institutions.ReadAsync(contracts, institution, cancellationToken).ConfigureAwait(false);
        if (found.Roles == 0)
            return new Check("key", false, $"{institution} is no member of the consortium",
                $"let a validator run: audit-node institution propose {institution} --roles ROLES");
        if (!found.HasKey)
            return new Check("key", false, $"the registry has no usable proof key of {institution}", "run audit-node key register");
        if (!await RegisteredKey.IsUsableAsync(contracts, institution, publicKey, cancellationToken).ConfigureAwait(false))
            return new Check("key", false, $"the registry has another proof key (version {found.KeyVersion}) of {institution}",
                "run audit-node key rotate, or restore keys/proof.json");
        return found.TlsFingerprint == fingerprint
            ? new Check("key", true, $"version {found.KeyVersion} of {institution}")
            : new Check("key", false, "the registry has another TLS fingerprint", "run audit-node key register");
    }
}
