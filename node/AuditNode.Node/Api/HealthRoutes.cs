using AuditNode.Node.Hosting;

namespace AuditNode.Node.Api;

/// <summary>/health: for orchestrators, without token.</summary>
internal static class HealthRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => new Health("live", []))
            .WithName("live").WithTags("health")
            .WithSummary("Whether the process answers.")
            .WithDescription("Always 200 while the node runs. A node that does not answer here for a minute may be killed: it resumes where it was.")
            .Produces<Health>();

        routes.MapGet("/health/ready", (ReadinessMonitor monitor) =>
                Results.Json(
                    new Health(monitor.IsReady ? "ready" : "not-ready", [.. monitor.Latest.Where(check => !check.Passed).Select(check => check.Name)]),
                    NodeJson.Options, statusCode: monitor.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable))
            .WithName("ready").WithTags("health")
            .WithSummary("Whether the node can do its work.")
            .WithDescription("200 while the chain answers and has the contracts, the registry has the node's key, the journal can be written and the backlog has "
                + "room; otherwise 503 and the names of the checks that fail. The answers are at most a few seconds old; /v1/status says more.")
            .Produces<Health>()
            .Produces<Health>(StatusCodes.Status503ServiceUnavailable);
    }
}

/// <summary>An answer to a probe.</summary>
/// <param name="Status">live, ready or not-ready.</param>
/// <param name="Failing">Names of the checks that fail.</param>
public sealed record Health(string Status, IReadOnlyList<string> Failing);
