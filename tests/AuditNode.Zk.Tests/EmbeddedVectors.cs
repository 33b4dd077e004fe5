using System.Text.Json;

namespace AuditNode.Zk.Tests;

/// <summary>Vector files of this project, each with its source.</summary>
internal static class EmbeddedVectors
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web);

    public static T Read<T>(string name)
    {
        using Stream stream = typeof(EmbeddedVectors).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"There is no embedded vector file {name}.");
        return JsonSerializer.Deserialize<T>(stream, s_options) ?? throw new InvalidDataException($"{name} is empty.");
    }
}
