using System.Text.Json;

namespace AuditNode.Ckks.Tests.Vectors;

/// <summary>A file of test vectors, embedded in the test assembly.</summary>
internal static class VectorFile
{
    internal static JsonElement Open(string name)
    {
        using Stream stream = typeof(VectorFile).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException("No such vector file.", name);
        using JsonDocument document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    internal static byte[] Bytes(this JsonElement element, string name) =>
        Convert.FromHexString(element.GetProperty(name).GetString()!);

    internal static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    internal static double[] Numbers(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
}
