namespace AuditNode.Engine.Protocols;

/// <summary>Names of checkpoints, which name files too.</summary>
internal static class CheckpointName
{
    /// <summary>The most characters: what a file name has room for beside a temporary suffix.</summary>
    public const int MaximumLength = 160;

    public static string Require(string name) =>
        name is { Length: > 0 and <= MaximumLength } && name[0] != '.' && !name.EndsWith(DurableFile.TemporaryEnding, StringComparison.Ordinal) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_')
            ? name
            : throw new ArgumentException($"A checkpoint's name has 1 to {MaximumLength} of a-z, 0-9, '.', '-' and '_', not starting with a point or ending in {DurableFile.TemporaryEnding}.", nameof(name));
}
