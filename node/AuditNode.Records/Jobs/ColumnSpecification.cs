using AuditNode.Records.Canonical;

namespace AuditNode.Records.Jobs;

/// <summary>A column that takes part in a job, with the public bounds that its owner scales by.</summary>
/// <param name="Name">1 to 128 characters, different from the others of the same party.</param>
/// <param name="Minimum">What becomes -1: finite, never computed from private data.</param>
/// <param name="Maximum">What becomes 1: finite, above the minimum.</param>
public sealed record ColumnSpecification(string Name, double Minimum, double Maximum)
{
    /// <summary>The most characters of a name.</summary>
    public const int MaximumNameLength = 128;

    internal void Validate(string path)
    {
        if (Name is not { Length: > 0 and <= MaximumNameLength })
            throw new RecordFormatException($"{path}.name", $"It has {Name?.Length ?? 0} characters; it must have 1 to {MaximumNameLength}.");
        if (!double.IsFinite(Minimum)) throw new RecordFormatException($"{path}.minimum", "It must be finite.");
        if (!double.IsFinite(Maximum) || Maximum <= Minimum) throw new RecordFormatException($"{path}.maximum", "It must be finite and above the minimum.");
    }

    internal CanonicalObject ToValue() => new MemberWriter()
        .Add("name", Name)
        .Add("minimum", DecimalText.Write(Minimum))
        .Add("maximum", DecimalText.Write(Maximum))
        .ToObject();

    internal static ColumnSpecification Read(CanonicalValue value, string path)
    {
        MemberReader reader = MemberReader.Of(value, path);
        var column = new ColumnSpecification(
            reader.Text("name"), DecimalText.Read(reader.PathOf("minimum"), reader.Text("minimum")), DecimalText.Read(reader.PathOf("maximum"), reader.Text("maximum")));
        reader.End();
        return column;
    }
}
