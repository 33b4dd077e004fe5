using AuditNode.Records.Archives;

namespace AuditNode.Verifier.Archives;

/// <summary>One archive or bundle.</summary>
/// <param name="Name">How the caller named it.</param>
/// <param name="Reader">Its content, unchecked.</param>
/// <param name="DamageCode">The finding that a damaged file of it amounts to.</param>
public sealed record ArchiveSource(string Name, IArchiveReader Reader, string DamageCode)
{
    /// <summary>A file of it, as findings name it.</summary>
    /// <param name="entry">The path within.</param>
    internal string FileOf(string entry) => $"{Name}: {entry}";
}
