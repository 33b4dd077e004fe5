using System.Text.Json;
using System.Text.Json.Serialization;

namespace AuditNode.Engine.Data;

/// <summary>
/// The columns that a party reads from its file, in the order in which their features are clustered. Part of a job, so all parties see it:
/// it says what there is, never what a record contains. Immutable.
/// </summary>
public sealed class TableSchema
{
    /// <summary>The most columns.</summary>
    public const int MaximumColumns = 4096;

    /// <summary>The most bytes of a schema's JSON.</summary>
    public const int MaximumJsonLength = 4 << 20;

    private static readonly JsonSerializerOptions Options = new()
    {
        AllowDuplicateProperties = false,
        MaxDepth = 8,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);

    /// <summary>Checks and takes over the columns.</summary>
    /// <param name="columns">1 to <see cref="MaximumColumns"/> columns of different names, at most one label and one identifier.</param>
    /// <exception cref="DataException">There are too few, too many or repeated columns.</exception>
    [JsonConstructor]
    public TableSchema(IReadOnlyList<ColumnSchema> columns)
    {
        if (columns is null || columns.Count is < 1 or > MaximumColumns || columns.Any(c => c is null))
        {
            throw new DataException(DataError.BadSchema, "the list of columns cannot be used", $"1 to {MaximumColumns} columns",
                "name the columns that are to be read");
        }

        Columns = [.. columns];
        for (int i = 0; i < columns.Count; i++)
        {
            if (!_indices.TryAdd(columns[i].Name, i))
                throw new DataException(DataError.DuplicateColumn, "the schema has the column twice", "different names",
                    "remove one of the two", columns[i].Name);
        }

        foreach (ColumnRole role in (ReadOnlySpan<ColumnRole>)[ColumnRole.Label, ColumnRole.Identifier])
        {
            if (columns.Where(c => c.Role == role).Skip(1).FirstOrDefault() is { } second)
                throw new DataException(DataError.BadSchema, $"there is a second column with the role {role}", "at most one",
                    "change its role or leave it out", second.Name);
        }
    }

    /// <summary>The columns, in order.</summary>
    [JsonPropertyName("columns")]
    public IReadOnlyList<ColumnSchema> Columns { get; }

    /// <summary>The number of features that the columns become.</summary>
    [JsonIgnore]
    public int FeatureCount => Columns.Sum(c => c.FeatureCount);

    /// <summary>The features with their bounds, in the order of the columns.</summary>
    public IReadOnlyList<FeatureBounds> Features() => [.. Columns.SelectMany(c => c.Features())];

    /// <summary>A column's place in <see cref="Columns"/>, or -1.</summary>
    /// <param name="name">The column's name.</param>
    public int IndexOf(string name) => _indices.GetValueOrDefault(name, -1);

    /// <summary>A schema with some of the columns.</summary>
    /// <param name="names">Different names of columns, in the new order.</param>
    /// <exception cref="DataException">A name is not in the schema, or appears twice.</exception>
    public TableSchema Select(params IReadOnlyList<string> names) => new([.. names.Select(name =>
    {
        int index = IndexOf(name);
        return index >= 0 ? Columns[index] : throw new DataException(DataError.MissingColumn, "the schema has no such column",
            "the names in the schema", "correct the name", name);
    })]);

    /// <summary>The schema as JSON, UTF-8: the same schema gives the same bytes on every machine.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <summary>Reads a schema.</summary>
    /// <param name="json">UTF-8, at most <see cref="MaximumJsonLength"/> bytes, no unknown or repeated members.</param>
    /// <exception cref="DataException">The JSON or the schema in it is not valid.</exception>
    public static TableSchema FromJson(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaximumJsonLength)
        {
            throw new DataException(DataError.BadSchema, $"the schema has {json.Length} bytes", $"at most {MaximumJsonLength} bytes",
                "leave columns or categories out");
        }

        try
        {
            return JsonSerializer.Deserialize<TableSchema>(json, Options) ?? throw new JsonException();
        }
        catch (JsonException e)
        {
            throw new DataException(DataError.BadSchema, "the schema is not JSON of the expected form",
                "an object with the member columns, see docs/data.md",
                "correct the schema", line: e.LineNumber + 1);
        }
    }
}
