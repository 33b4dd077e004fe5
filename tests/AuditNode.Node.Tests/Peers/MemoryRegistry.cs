using System.Collections.Concurrent;
using AuditNode.Chain;
using AuditNode.Node.Peers;

namespace AuditNode.Node.Tests.Peers;

/// <summary>A registry that tests write to; <see cref="RegistryTests"/> has the one on a chain.</summary>
internal sealed class MemoryRegistry : IPeerRegistry
{
    private readonly ConcurrentDictionary<Address, RegisteredPeer> _entries = new();

    public bool IsUnreachable { get; set; }

    public void Set(Address institution, Bytes32 fingerprint, bool active = true) => _entries[institution] = new RegisteredPeer(institution, active, fingerprint);

    public Task<RegisteredPeer> ReadAsync(Address institution, CancellationToken cancellationToken = default) => IsUnreachable
        ? Task.FromException<RegisteredPeer>(new IOException("the chain cannot be reached"))
        : Task.FromResult(_entries.GetValueOrDefault(institution, new RegisteredPeer(institution, false, Bytes32.Zero)));
}
