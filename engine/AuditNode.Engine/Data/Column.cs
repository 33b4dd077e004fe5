namespace AuditNode.Engine.Data;

/// <summary>The cells of one column, in the order of the records.</summary>
public abstract class Column
{
    private protected Column(ColumnSchema schema, int count, int imputedCount)
    {
        Schema = schema;
        Count = count;
        ImputedCount = imputedCount;
    }

    /// <summary>What the parties agreed about the column.</summary>
    public ColumnSchema Schema { get; }

    /// <summary>The number of records.</summary>
    public int Count { get; }

    /// <summary>How many cells were empty and hold the agreed constant.</summary>
    public int ImputedCount { get; }

    /// <summary>Fails unless the column has the role.</summary>
    private protected static ColumnSchema CheckRole(ColumnSchema schema, params ReadOnlySpan<ColumnRole> roles)
    {
        ArgumentNullException.ThrowIfNull(schema);
        if (roles.Contains(schema.Role)) return schema;
        throw new ArgumentException($"A column with the role {schema.Role} has cells of another type.", nameof(schema));
    }

    /// <summary>Fails unless every code is a place in a list.</summary>
    private protected static int[] CheckCodes(int[] codes, int count)
    {
        ArgumentNullException.ThrowIfNull(codes);
        foreach (int code in codes)
        {
            if ((uint)code >= (uint)count) throw new ArgumentOutOfRangeException(nameof(codes), $"A code is from 0 to {count - 1}.");
        }

        return codes;
    }
}
