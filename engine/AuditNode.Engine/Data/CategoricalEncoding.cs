using System.Text.Json.Serialization;

namespace AuditNode.Engine.Data;

/// <summary>How a categorical column becomes features.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CategoricalEncoding>))]
public enum CategoricalEncoding
{
    /// <summary>
    /// One feature: the category's place in the agreed list, evenly spaced from -1 to 1. For categories that have an order.
    /// </summary>
    Ordinal,

    /// <summary>A feature for each category: 1 for the record's own, -1 for the others.</summary>
    OneHot,
}
