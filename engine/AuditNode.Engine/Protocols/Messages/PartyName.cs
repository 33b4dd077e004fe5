namespace AuditNode.Engine.Protocols;

/// <summary>Names of parties: 1 to 64 lower-case letters, digits, points, hyphens and underscores, so that they can name files and records.</summary>
public static class PartyName
{
    /// <summary>The most characters.</summary>
    public const int MaximumLength = 64;

    /// <summary>Whether a text can be a name.</summary>
    /// <param name="name">Any text.</param>
    public static bool IsValid(string? name) =>
        name is { Length: > 0 and <= MaximumLength } && name[0] != '.' && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_');

    /// <summary>Returns the name if it is valid.</summary>
    /// <param name="name">Any text.</param>
    /// <param name="parameter">What an exception calls it.</param>
    /// <exception cref="ArgumentException">The name is not valid.</exception>
    public static string Require(string name, string parameter) => IsValid(name)
        ? name
        : throw new ArgumentException(
            $"'{name}' is no name of a party: 1 to {MaximumLength} of a-z, 0-9, '.', '-' and '_', not starting with a point.", parameter);
}
