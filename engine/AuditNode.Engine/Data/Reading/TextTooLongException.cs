namespace AuditNode.Engine.Data.Reading;

/// <summary>A bound of <see cref="BoundedTextReader"/> is passed; its place is known further up.</summary>
/// <param name="range">What is allowed.</param>
internal sealed class TextTooLongException(string range) : Exception
{
    public string Range { get; } = range;
}
