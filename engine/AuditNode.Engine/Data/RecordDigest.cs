using System.Text.Json.Serialization;

namespace AuditNode.Engine.Data;

/// <summary>What parties compare before a job to know that record i is the same entity in every file.</summary>
/// <param name="RecordCount">The number of records.</param>
/// <param name="Identifiers">
/// HMAC-SHA-256 under the job's salt of all identifiers in order, 64 lower-case hexadecimal digits; null where there is no identifier
/// column.
/// </param>
public sealed record RecordDigest(
    [property: JsonPropertyName("recordCount")] int RecordCount, [property: JsonPropertyName("identifiers")] string? Identifiers);
