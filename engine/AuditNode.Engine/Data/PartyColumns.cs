using System.Text.Json.Serialization;

namespace AuditNode.Engine.Data;

/// <summary>A party and the columns that it holds.</summary>
/// <param name="Party">The party's name.</param>
/// <param name="Schema">Its columns.</param>
public sealed record PartyColumns([property: JsonPropertyName("party")] string Party,
    [property: JsonPropertyName("schema")] TableSchema Schema);
