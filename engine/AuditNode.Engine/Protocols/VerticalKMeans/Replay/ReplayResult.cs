namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>The result of a replay.</summary>
/// <param name="Outcome">What was found.</param>
/// <param name="Reason">Names the first artifact that is wrong, and how; empty where all is right.</param>
public sealed record ReplayResult(ReplayOutcome Outcome, string Reason)
{
    /// <summary>Everything as it should be.</summary>
    public static ReplayResult Equal { get; } = new(ReplayOutcome.Equal, "");
}
