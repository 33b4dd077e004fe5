namespace AuditNode.Records.Artifacts;

/// <summary>What a store holds under a digest.</summary>
public enum ArtifactState
{
    /// <summary>The bytes have the digest and the length.</summary>
    Intact,

    /// <summary>There is nothing under the digest.</summary>
    Missing,

    /// <summary>There are more or fewer bytes than there should be.</summary>
    WrongLength,

    /// <summary>The bytes have another digest.</summary>
    Damaged,
}
