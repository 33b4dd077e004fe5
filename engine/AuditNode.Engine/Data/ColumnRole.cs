using System.Text.Json.Serialization;

namespace AuditNode.Engine.Data;

/// <summary>What a column is for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ColumnRole>))]
public enum ColumnRole
{
    /// <summary>A number that is clustered, scaled with bounds that every party agreed to.</summary>
    Numeric,

    /// <summary>
    /// One of an agreed, closed list of categories; clustered as one or several features (<see cref="CategoricalEncoding"/>).
    /// </summary>
    Categorical,

    /// <summary>Text that is read for local use only: never a feature, never sent.</summary>
    Sensitive,

    /// <summary>The true class of a record, for measuring a clustering; never a feature. At most one column.</summary>
    Label,

    /// <summary>Names the record, the same in every party; never a feature. At most one column.</summary>
    Identifier,
}
