using System.Diagnostics;

namespace AuditNode.Node.Measuring;

/// <summary>The node's spans. Their names and the names of their attributes are few and fixed; attributes may name jobs and hashes, and hold nothing of data.</summary>
public static class Spans
{
    /// <summary>Name of the source of spans, and of the meter.</summary>
    public const string SourceName = "AuditNode";

    private static readonly ActivitySource s_source = new(SourceName);

    /// <summary>Begins a span. It does not become the current one: what it measures goes on beyond the method that begins it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kind">What it is to others.</param>
    /// <param name="parent">The span that it belongs to; null for none.</param>
    /// <param name="startedAt">When it began; null for now.</param>
    /// <returns>Null where nobody listens.</returns>
    internal static Activity? Begin(string name, ActivityKind kind = ActivityKind.Internal, Activity? parent = null, DateTimeOffset? startedAt = null)
    {
        if (!s_source.HasListeners()) return null;
        Activity? current = Activity.Current;
        try
        {
            // Without this, a span that is to be a root becomes a child of whatever runs.
            Activity.Current = null;
            return s_source.StartActivity(name, kind, parent?.Context ?? default, startTime: startedAt ?? default);
        }
        finally
        {
            Activity.Current = current;
        }
    }

    /// <summary>Ends a span that failed. The type of the failure is told, its message is not: it may quote anything.</summary>
    /// <param name="span">The span.</param>
    /// <param name="failure">What happened.</param>
    internal static void Fail(this Activity span, Exception failure) => span.SetTag("error.type", failure.GetType().FullName).SetStatus(ActivityStatusCode.Error);
}
