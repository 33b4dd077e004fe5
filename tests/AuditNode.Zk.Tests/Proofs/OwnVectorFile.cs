using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AuditNode.Zk.Tests.Proofs;

/// <summary>
/// A published vector file of this project: its test makes it anew and compares. Where the environment variable
/// AUDITNODE_WRITE_VECTORS names a folder, the file is also written there, to be committed after a deliberate change.
/// </summary>
internal static class OwnVectorFile
{
    private static readonly JsonSerializerOptions s_options =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void AssertSame(string name, JsonArray vectors)
    {
        string text = vectors.ToJsonString(s_options) + "\n";
        if (Environment.GetEnvironmentVariable("AUDITNODE_WRITE_VECTORS") is { Length: > 0 } folder)
            File.WriteAllText(Path.Combine(folder, name), text);
        Assert.Equal(Read(name), text);
    }

    /// <summary>A file as it is committed.</summary>
    public static string Read(string name)
    {
        using Stream stream = typeof(OwnVectorFile).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"There is no embedded vector file {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    public static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
