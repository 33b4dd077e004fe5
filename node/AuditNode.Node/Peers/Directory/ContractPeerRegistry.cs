using AuditNode.Chain;
using AuditNode.Contracts;

namespace AuditNode.Node.Peers;

/// <summary>Fingerprints from the contract InstitutionRegistry, at the head of the chain as the own Ethereum node sees it.</summary>
/// <param name="registry">The contract.</param>
public sealed class ContractPeerRegistry(InstitutionRegistry registry) : IPeerRegistry
{
    /// <inheritdoc/>
    public async Task<RegisteredPeer> ReadAsync(Address institution, CancellationToken cancellationToken = default)
    {
        var entry = await registry.InstitutionAsync(institution, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new RegisteredPeer(institution, entry.Active, entry.TlsFingerprint);
    }
}
