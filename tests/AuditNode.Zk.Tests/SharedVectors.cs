using System.Security.Cryptography;
using System.Text.Json;

namespace AuditNode.Zk.Tests;

/// <summary>
/// Public vectors that are not part of the repository: files of the folder shared/vectors beside the repository or one of its
/// ancestors, or below the folder that the environment variable AUDITNODE_SHARED names.
/// </summary>
internal static class SharedVectors
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web);

    /// <summary>The folder, or null where it is absent.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>Reads a file, which must be the one with the given SHA-256.</summary>
    public static T Read<T>(string name, string sha256)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(Folder ?? throw new DirectoryNotFoundException("shared/vectors is absent."), name));
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        return JsonSerializer.Deserialize<T>(bytes, s_options) ?? throw new InvalidDataException($"{name} is empty.");
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("AUDITNODE_SHARED") is { Length: > 0 } shared)
        {
            string named = Path.Combine(shared, "vectors");
            return Directory.Exists(named) ? named : null;
        }

        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string candidate = Path.Combine(folder, "shared", "vectors");
            if (Directory.Exists(candidate)) return candidate;
        }

        return null;
    }
}
