namespace AuditNode.Verifier.Archives;

/// <summary>What an archive of untrusted origin may hold. Beyond it, it is refused before anything of it is read.</summary>
public sealed record ArchiveLimits
{
    /// <summary>The most files and folders.</summary>
    public int MaximumEntries { get; init; } = 1 << 22;

    /// <summary>The most folders in each other: an archive has five.</summary>
    public int MaximumDepth { get; init; } = 6;

    /// <summary>The most bytes of all files together; 4 TiB.</summary>
    public long MaximumBytes { get; init; } = 1L << 42;

    /// <summary>The most bytes of one artifact that is read into memory: lists, proofs, and what replays need. 1 GiB.</summary>
    public int MaximumArtifactBytes { get; init; } = 1 << 30;
}
