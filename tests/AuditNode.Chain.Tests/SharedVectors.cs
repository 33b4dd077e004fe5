using System.Security.Cryptography;

namespace AuditNode.Chain.Tests;

/// <summary>
/// Public test vectors that are not part of the project, in a folder shared/vectors beside the repository or beside one of the folders
/// around it, or under the folder that the environment variable AUDITNODE_SHARED names.
/// </summary>
internal static class SharedVectors
{
    public const string EnvironmentVariable = "AUDITNODE_SHARED";

    private static readonly string? Folder = Find();

    public static bool Exists(string name) => Folder is not null && File.Exists(Path.Combine(Folder, name));

    /// <summary>The bytes of a file, which must have this SHA-256.</summary>
    public static byte[] Read(string name, string sha256)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder!, name));
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        return bytes;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } named)
            return Path.Combine(named, "vectors");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "vectors");
            if (Directory.Exists(candidate))
                return candidate;
        }
        return null;
    }
}
