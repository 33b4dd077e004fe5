namespace AuditNode.ChainDev.Tests;

/// <summary>A directory that lasts as long as a test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("auditnode-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
