namespace AuditNode.Engine.Tests;

/// <summary>A fact about <see cref="SharedData"/>: skipped, with a message that says so, where it is absent.</summary>
public sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute()
    {
        if (SharedData.Folder is null) Skip = "The real data sets (shared/data beside the repository, or AUDITNODE_SHARED) are absent.";
    }
}
