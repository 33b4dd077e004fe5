using AuditNode.Chain;

namespace AuditNode.Node.Peers;

/// <summary>What the consortium's registry says about an institution.</summary>
/// <param name="Institution">Its chain address.</param>
/// <param name="IsActive">Whether it is a member.</param>
/// <param name="Fingerprint">SHA-256 of its certificate's DER encoding; zero for none.</param>
public readonly record struct RegisteredPeer(Address Institution, bool IsActive, Bytes32 Fingerprint)
{
    /// <summary>Whether somebody may speak for it.</summary>
    public bool IsAdmitted => IsActive && !Fingerprint.IsZero;
}
