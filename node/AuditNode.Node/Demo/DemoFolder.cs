using AuditNode.ChainDev.Processes;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Demo;

/// <summary>Where the demonstration keeps its files; removed at the end unless somebody wants them.</summary>
internal sealed class DemoFolder : IDisposable
{
    private readonly string root;
    private readonly bool isTemporary;

    /// <summary>Makes it.</summary>
    /// <param name="keep">A directory that is new or empty; null for a temporary one.</param>
    /// <exception cref="NodeException">The directory has files.</exception>
    public DemoFolder(string? keep)
    {
        isTemporary = keep is null;
        root = keep is null ? Path.Combine(Path.GetTempPath(), $"auditnode-demo-{Path.GetRandomFileName()}") : Path.GetFullPath(keep);
        if (Directory.Exists(root) && Directory.EnumerateFileSystemEntries(root).Any())
            throw new NodeException(NodeError.Files, $"{root} is not empty; name another directory with --keep, or empty it.");
        PrivateFile.CreateDirectory(root);
    }

    /// <summary>Addresses of the contracts.</summary>
    public string Contracts => Path.Combine(root, "contracts.json");

    /// <summary>The job's specification.</summary>
    public string Specification => Path.Combine(root, "job.json");

    /// <summary>What the auditor is given.</summary>
    public string Bundle => Path.Combine(root, "job.bundle");

    /// <summary>An institution's directory.</summary>
    public NodeDirectory NodeAt(string name) => new(Path.Combine(root, name));

    public void Dispose()
    {
        if (isTemporary && Directory.Exists(root))
            Directory.Delete(root, recursive: true);
    }
}
