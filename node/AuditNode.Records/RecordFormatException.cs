namespace AuditNode.Records;

/// <summary>Bytes or values are not in the form that a record, specification or manifest has.</summary>
/// <param name="member">The offending member, for example <c>inputs[3].sha256</c>; <c>$</c> for the whole.</param>
/// <param name="message">What it holds, what is allowed, and what to do.</param>
/// <param name="inner">What was wrong underneath, or null.</param>
public sealed class RecordFormatException(string member, string message, Exception? inner = null) : FormatException($"{member}: {message}", inner)
{
    /// <summary>The offending member.</summary>
    public string Member { get; } = member;
}
