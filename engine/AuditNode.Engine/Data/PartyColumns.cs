namespace AuditNode.Engine.Data;

/// <summary>A party and the columns that it holds.</summary>
/// <param name="Party">The party's name.</param>
/// <param name="Schema">Its columns.</param>
public sealed record PartyColumns(string Party, TableSchema Schema);
