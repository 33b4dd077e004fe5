namespace AuditNode.Zk.Tests;

/// <summary>A fact about <see cref="SharedVectors"/>: skipped, with a message that says so, where they are absent.</summary>
public sealed class VectorFactAttribute : FactAttribute
{
    public VectorFactAttribute()
    {
        if (SharedVectors.Folder is null) Skip = "The public vectors (shared/vectors beside the repository, or AUDITNODE_SHARED) are absent.";
    }
}
