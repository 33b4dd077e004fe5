namespace AuditNode.Ckks.Ring;

/// <summary>Serialised data was refused: a field is truncated, out of its range, or not in its one canonical form.</summary>
public sealed class SerializationException : FormatException
{
    /// <summary>Names a field, what it holds, what it may hold, and what to do about it.</summary>
    /// <param name="field">The field, as its format names it.</param>
    /// <param name="value">What was found.</param>
    /// <param name="allowed">The values allowed.</param>
    /// <param name="remedy">What the reader of the message can do.</param>
    public SerializationException(string field, string value, string allowed, string remedy)
        : base($"{field}: found {value}, allowed is {allowed}. {remedy}")
    {
        Field = field;
    }

    /// <summary>The field that was refused, as its format names it.</summary>
    public string Field { get; }
}
