using AuditNode.Chain;

namespace AuditNode.ChainDev.Deployment;

/// <summary>A founding member of the consortium.</summary>
/// <param name="Name">What people call it; not on the chain.</param>
/// <param name="Account">Its address on the chain.</param>
/// <param name="Roles">At least one.</param>
public sealed record Institution(string Name, Address Account, InstitutionRoles Roles)
{
    /// <summary>File with the account's private key, to register the proof key with; null where the institution does that itself.</summary>
    public string? KeyPath { get; init; }

    /// <summary>File with the institution's proof key, written where absent; null where the institution registers itself.</summary>
    public string? ProofKeyPath { get; init; }

    /// <summary>SHA-256 of its TLS certificate (DER), or zero.</summary>
    public Bytes32 TlsFingerprint { get; init; }
}
