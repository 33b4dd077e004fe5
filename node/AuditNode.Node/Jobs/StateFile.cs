using System.Text.Json;
using System.Text.Json.Serialization;
using AuditNode.Engine.Protocols;

namespace AuditNode.Node.Jobs;

/// <summary>Small documents among the states of a job, as JSON, replaced whole.</summary>
internal static class StateFile
{
    private static readonly JsonSerializerOptions s_format = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static ValueTask WriteAsync<T>(ICheckpointStore store, string name, T document, CancellationToken cancellationToken) =>
        store.WriteAsync(name, JsonSerializer.SerializeToUtf8Bytes(document, s_format), cancellationToken);

    /// <returns>Null where there is none.</returns>
    /// <exception cref="StorageException">There is something else.</exception>
    public static async ValueTask<T?> ReadAsync<T>(ICheckpointStore store, string name, CancellationToken cancellationToken)
        where T : class
    {
        if (await store.ReadAsync(name, cancellationToken).ConfigureAwait(false) is not { } bytes) return null;
        try
        {
            return JsonSerializer.Deserialize<T>(bytes.Span, s_format) ?? throw new JsonException();
        }
        catch (JsonException e)
        {
            throw new StorageException($"'{name}' in the state of the job cannot be read; restore the folder, or propose the job anew.", e);
        }
    }
}
