namespace AuditNode.Chain;

/// <summary>Words of nodes and contracts, made fit for messages: foreign, of any length and with any characters.</summary>
internal static class ForeignText
{
    private const int Longest = 300;

    /// <summary>One line without control characters and of a length that a log can bear.</summary>
    public static string OneLine(string text)
    {
        var line = string.Concat(text.Take(Longest).Select(character => char.IsControl(character) ? ' ' : character)).Trim();
        return text.Length > Longest ? line + "..." : line;
    }
}
