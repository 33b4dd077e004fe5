using AuditNode.Chain;

namespace AuditNode.Node.Peers;

/// <summary>Where fingerprints of certificates are looked up.</summary>
public interface IPeerRegistry
{
    /// <summary>Reads what is registered now.</summary>
    /// <param name="institution">The institution.</param>
    /// <param name="cancellationToken">Honoured while it is read.</param>
    /// <returns>The entry; not active for an address that never was a member.</returns>
    Task<RegisteredPeer> ReadAsync(Address institution, CancellationToken cancellationToken = default);
}
