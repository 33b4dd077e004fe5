using System.Text.Json;

namespace AuditNode.Scenarios;

/// <summary>How a command ended.</summary>
public sealed record NodeResult(int ExitCode, string Output, string Errors)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Lines that begin with "error: ".</summary>
    public string[] ErrorLines => [.. Errors.Split('\n').Where(line => line.StartsWith("error: ", StringComparison.Ordinal))];
}
