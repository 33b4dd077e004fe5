using System.Collections.Concurrent;
using AuditNode.Ckks.SealFormat.Tests.Interchange;

namespace AuditNode.Ckks.SealFormat.Tests;

/// <summary>The sessions of the interoperation tests, in a temporary folder that is deleted after them.</summary>
public sealed class SealSessions : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("auditnode-seal-").FullName;
    private readonly ConcurrentDictionary<int, Task<SealSession>> sessions = new();
    private readonly ConcurrentDictionary<int, Task<InterchangeSession>> fromSeal = new();
    private readonly ConcurrentDictionary<int, Task<InterchangeSession>> fromLibrary = new();

    internal Task<SealSession> GetAsync(int degree) => sessions.GetOrAdd(degree, _ => SealSession.CreateAsync(NewFolder(), degree));

    internal Task<InterchangeSession> GetFromSealAsync(int degree) =>
        fromSeal.GetOrAdd(degree, _ => InterchangeSession.FromSealAsync(NewFolder(), degree));

    internal Task<InterchangeSession> GetFromLibraryAsync(int degree) =>
        fromLibrary.GetOrAdd(degree, _ => InterchangeSession.FromLibraryAsync(NewFolder(), degree));

    internal string NewFolder() => Directory.CreateDirectory(Path.Combine(folder, Path.GetRandomFileName())).FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
