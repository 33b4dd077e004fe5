namespace AuditNode.Node.Hosting;

/// <summary>One configuration key.</summary>
/// <param name="Key">Its place in audit-node.json, such as "chain.rpc".</param>
/// <param name="Description">What it sets.</param>
/// <param name="Unit">What its number counts, or what its text is.</param>
/// <param name="Default">Its value where nothing else is given; null where it must be given, "" where it may be absent.</param>
/// <param name="Range">What is allowed, for people.</param>
/// <param name="Problem">Says what is wrong with a value; null where nothing is.</param>
public sealed record NodeSetting(
    string Key, string Description, string Unit, string? Default, string Range, Func<string, string?> Problem)
{
    private const string Prefix = "AUDITNODE_";

    /// <summary>The environment variable that overrides the file: the key in capitals, with "__" for dots and "_" between words.
    /// </summary>
    public string Variable { get; } = Prefix + string.Concat(Key.Select((c, i) =>
        c == '.' ? "__" : char.IsUpper(c) && i > 0 ? $"_{c}" : char.ToUpperInvariant(c).ToString()));

    /// <summary>Whether the key holds a name that the institution chooses, in the place of "*". Such keys are set in the file or by
    /// options, not by the environment.</summary>
    public bool IsNamed => Key.Contains('*');

    /// <summary>Whether a key of the file is this one.</summary>
    public bool Matches(string key) => IsNamed ? NameIn(key) is not null : Key == key;

    /// <summary>The chosen name in a key of the file: 1 .. 64 of a-z, 0-9, '.', '-' and '_'; null where the key is another one.</summary>
    public string? NameIn(string key)
    {
        var star = Key.IndexOf('*');
        var (before, after) = (Key[..star], Key[(star + 1)..]);
        if (!key.StartsWith(before, StringComparison.Ordinal) || !key.EndsWith(after, StringComparison.Ordinal)
            || key.Length <= before.Length + after.Length)
            return null;
        var name = key[before.Length..^after.Length];
        return name.Length <= 64 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_') ? name : null;
    }

    /// <summary>A whole number.</summary>
    public static NodeSetting Integer(string key, string description, string unit, long standard, long least, long most) => new(
        key, description, unit, $"{standard}", $"{least} .. {most}",
        text => long.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, null, out var value)
            && value >= least && value <= most ? null : $"is not a whole number in {least} .. {most}");

    /// <summary>One of several words.</summary>
    public static NodeSetting Choice(string key, string description, params string[] words) => new(
        key, description, "word", words[0], string.Join(" | ", words),
        text => words.Contains(text) ? null : $"is none of {string.Join(", ", words)}");

    /// <summary>A path, relative to the node's directory.</summary>
    public static NodeSetting File(string key, string description, string? standard) => new(
        key, description, "path, relative to the node's directory", standard, "a path",
        text => text.Length is > 0 and <= 4096 && !text.Contains('\0') ? null : "is not a path");

    /// <summary>An absolute http or https address without user, password, query or fragment.</summary>
    public static NodeSetting Url(string key, string description, string? standard, string remedy) => new(
        key, description, "URL", standard, "http:// or https://, without user and password",
        text => !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")
            ? "is not an http or https URL"
            : url.UserInfo.Length > 0 ? $"must not hold user and password; {remedy}" : null);
}
