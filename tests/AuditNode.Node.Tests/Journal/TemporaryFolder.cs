using System.Security.Cryptography;

namespace AuditNode.Node.Tests.Journal;

/// <summary>A folder that is gone with the test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateDirectory(
        System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"audit-node-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}")).FullName;

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
