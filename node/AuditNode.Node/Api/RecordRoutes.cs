using AuditNode.Node.Hosting;

namespace AuditNode.Node.Api;

/// <summary>/v1/jobs/{jobId}/records.</summary>
internal static class RecordRoutes
{
    private const int MaxCount = 1000;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/jobs/{jobId}/records", async (
                string jobId, INodeRecords records, CancellationToken cancellationToken, long first = 0, int count = 100) =>
            {
                if (first < 0 || count is < 1 or > MaxCount)
                    throw new NodeException(NodeError.Usage, $"first must be at least 0 and count 1 .. {MaxCount}.");
                return await records.ReadAsync(JobRoutes.Parse(jobId), first, count, cancellationToken);
            })
            .WithName("records").WithTags("records")
            .WithSummary("Records of this institution for a job, in order.")
            .WithDescription("first: sequence of the first, from 0; count: 1 to 1,000.")
            .Produces<IReadOnlyList<RecordView>>()
            .Produces<ApiError>(StatusCodes.Status400BadRequest);
}
