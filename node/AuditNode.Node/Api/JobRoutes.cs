using AuditNode.Chain;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Api;

/// <summary>/v1/jobs and /v1/budget.</summary>
internal static class JobRoutes
{
    private const int MaxConsentHours = 8760;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/v1/jobs").WithTags("jobs");
        jobs.MapGet("", async (INodeJobs service, CancellationToken cancellationToken) => await service.ListAsync(cancellationToken))
            .WithName("jobs")
            .WithSummary("Jobs that this institution is a party of, newest first.")
            .WithDescription("As the chain has them, with this node's progress.")
            .Produces<IReadOnlyList<JobStatus>>();

        jobs.MapPost("", async (ProposeRequest request, INodeJobs service, TimeProvider time, CancellationToken cancellationToken) =>
            {
                Require(request.Specification is { Length: > 0 }, "specification", "canonical bytes in base64");
                Require(request.ConsentHours is >= 1 and <= MaxConsentHours, "consentHours", $"1 .. {MaxConsentHours}");
                return await service.ProposeAsync(request.Specification, time.GetUtcNow().AddHours(request.ConsentHours), cancellationToken);
            })
            .WithName("propose")
            .WithSummary("Proposes a job on the chain.")
            .WithDescription("Answers when the transaction is final. Proposing is not consenting.")
            .Produces<JobChange>().WithErrors();

        jobs.MapGet("/{jobId}", async (string jobId, INodeJobs service, CancellationToken cancellationToken) =>
                await service.FindAsync(Parse(jobId), cancellationToken) ?? throw Unknown(jobId))
            .WithName("job")
            .WithSummary("One job.")
            .WithDescription("jobId: 0x and 64 hexadecimal digits.")
            .Produces<JobStatus>().WithErrors();

        jobs.MapGet("/{jobId}/result", async (string jobId, INodeJobs service, CancellationToken cancellationToken) =>
                await service.ResultAsync(Parse(jobId), cancellationToken) is { } result
                    ? Results.Bytes(result, "application/json")
                    : throw new NodeException(NodeError.NotFound, $"This node has no result of job {jobId}; see its state with audit-node job show."))
            .WithName("result")
            .WithSummary("The result of a job, as this institution got it.")
            .WithDescription("404 until the job is completed, and for institutions that get no result.")
            .Produces<object>().WithErrors();

        jobs.MapGet("/{jobId}/specification", async (string jobId, INodeJobs service, CancellationToken cancellationToken, string? from = null) =>
                Results.Bytes(await service.SpecificationAsync(Parse(jobId), ParseEndpoint(from), cancellationToken), "application/json"))
            .WithName("specification")
            .WithSummary("The specification of a job.")
            .WithDescription("Canonical bytes, those whose SHA-256 is on the chain. Where this node does not have them, it asks the proposer's node; from says where "
                + "that listens (https://host:port), where no earlier job does.")
            .Produces<object>().WithErrors();

        jobs.MapPost("/{jobId}/consent", async (string jobId, ConsentRequest request, INodeJobs service, CancellationToken cancellationToken) =>
                await service.ConsentAsync(Parse(jobId), request, cancellationToken))
            .WithName("consent")
            .WithSummary("Consents to a job.")
            .WithDescription("Fetches the specification where it is not at hand, holds it against the chain and the data set against the specification, opens the privacy account where it is "
                + "closed, lets the job spend, and consents. Answers when all of it is final. Repeating it does what is missing.")
            .Produces<JobChange>().WithErrors();

        jobs.MapPost("/{jobId}/abort", async (string jobId, AbortRequest request, INodeJobs service, CancellationToken cancellationToken) =>
            {
                Require(request.Reason is { Length: > 0 and <= 31 } && request.Reason.All(char.IsAscii), "reason", "1 .. 31 ASCII characters");
                return await service.AbortAsync(Parse(jobId), request.Reason, cancellationToken);
            })
            .WithName("abort")
            .WithSummary("Ends a job without a result, for all parties and for ever.")
            .WithDescription("Answers when the transaction is final.")
            .Produces<JobChange>().WithErrors();

        routes.MapGet("/v1/budget", async (INodeJobs service, CancellationToken cancellationToken) => await service.BudgetsAsync(cancellationToken))
            .WithName("budget").WithTags("privacy")
            .WithSummary("The privacy accounts of this institution's data sets.")
            .WithDescription("In rho of zero-concentrated differential privacy, units of 1e-12.")
            .Produces<IReadOnlyList<BudgetView>>();

        routes.MapPost("/v1/budget", async (BudgetRequest request, INodeJobs service, CancellationToken cancellationToken) => request.JobId is { } jobId
                ? await service.AllowSpendingAsync(Parse(jobId), request.Dataset, cancellationToken)
                : await service.OpenBudgetAsync(request.Dataset, cancellationToken))
            .WithName("change-budget").WithTags("privacy")
            .WithSummary("Opens the account of a data set, or lets a job spend of it.")
            .WithDescription("Without jobId opens the account, with its configured cap, for good; with it lets the job spend its rho. Consenting to a job does "
                + "both. Answers when the transaction is final. Repeating it changes nothing.")
            .Produces<BudgetChange>().WithErrors();
    }

    /// <summary>The number of a job in a path.</summary>
    internal static Bytes32 Parse(string jobId) => Bytes32.TryParse(jobId, out var parsed)
        ? parsed : throw new NodeException(NodeError.Usage, "jobId must be 0x and 64 hexadecimal digits; audit-node job list shows them.");

    private static Uri? ParseEndpoint(string? from) => from is null ? null
        : Uri.TryCreate(from, UriKind.Absolute, out var endpoint) ? endpoint : throw new NodeException(NodeError.Usage, "from must be https://host:port.");

    private static NodeException Unknown(string jobId) =>
        new(NodeError.NotFound, $"There is no job {jobId} on this chain; audit-node job list shows those of this institution.");

    private static void Require(bool condition, string field, string range)
    {
        if (!condition)
            throw new NodeException(NodeError.Usage, $"{field} must be {range}.");
    }

    private static RouteHandlerBuilder WithErrors(this RouteHandlerBuilder route) => route
        .Produces<ApiError>(StatusCodes.Status400BadRequest)
        .Produces<ApiError>(StatusCodes.Status404NotFound)
        .Produces<ApiError>(StatusCodes.Status409Conflict)
        .Produces<ApiError>(StatusCodes.Status502BadGateway);
}
