using System.Collections.Concurrent;

namespace AuditNode.Ckks.SealFormat.Tests;

/// <summary>The sessions of the interoperation tests, in a temporary folder that is deleted after them.</summary>
public sealed class SealSessions : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("auditnode-seal-").FullName;
    private readonly ConcurrentDictionary<int, Task<SealSession>> sessions = new();

    internal Task<SealSession> GetAsync(int degree) => sessions.GetOrAdd(degree, _ => SealSession.CreateAsync(NewFolder(), degree));

    internal string NewFolder() => Directory.CreateDirectory(Path.Combine(folder, Path.GetRandomFileName())).FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
