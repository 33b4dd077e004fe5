using System.Text.Json;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Api;

/// <summary>Turns failures of requests into answers that name the remedy; those nobody expected are logged and named no further.</summary>
internal sealed class ErrorAnswers(RequestDelegate next, ILogger<ErrorAnswers> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context).ConfigureAwait(false);
            // What routing refused has a status and no body yet: no such route, another method, another content type.
            if (!context.Response.HasStarted && context.Response.StatusCode is >= 400 and < 500 && context.Response.ContentType is null)
                await context.Response.WriteAsJsonAsync(ForRoute(context.Response.StatusCode), NodeJson.Options).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            var (status, error) = Explain(e);
            if (status == StatusCodes.Status500InternalServerError)
                Log.RequestFailed(logger, e, context.Request.Method, context.GetEndpoint()?.DisplayName ?? "");
            context.Response.StatusCode = status;
            await context.Response.WriteAsJsonAsync(error, NodeJson.Options).ConfigureAwait(false);
        }
    }

    private static (int Status, ApiError Error) Explain(Exception exception) => exception switch
    {
        NodeException e => (StatusOf(e.Error), new ApiError(NameOf(e.Error), e.Message)),
        BadHttpRequestException { InnerException: JsonException json } =>
            (StatusCodes.Status400BadRequest, new ApiError(NameOf(NodeError.Usage), $"The body is wrong at {json.Path ?? "its start"}; see /openapi/v1.json.")),
        BadHttpRequestException e => (e.StatusCode, new ApiError(NameOf(NodeError.Usage), $"{e.Message.ReplaceLineEndings(" ")} See /openapi/v1.json.")),
        _ when Failures.Explain(exception) is { } known => (StatusOf(known.Error), new ApiError(NameOf(known.Error), known.Message)),
        _ => (StatusCodes.Status500InternalServerError,
            new ApiError(NameOf(NodeError.Unexpected), "The request failed for a reason that is in the node's log.")),
    };

    private static ApiError ForRoute(int status) => status == StatusCodes.Status404NotFound
        ? new ApiError(NameOf(NodeError.NotFound), "There is no such route; see /openapi/v1.json.")
        : new ApiError(NameOf(NodeError.Usage), "Method or content type (application/json) is wrong; see /openapi/v1.json.");

    private static string NameOf(NodeError error) => JsonNamingPolicy.KebabCaseLower.ConvertName(error.ToString());

    private static int StatusOf(NodeError error) => error switch
    {
        NodeError.Usage => StatusCodes.Status400BadRequest,
        NodeError.NotFound => StatusCodes.Status404NotFound,
        NodeError.Chain => StatusCodes.Status502BadGateway,
        NodeError.Timeout => StatusCodes.Status504GatewayTimeout,
        NodeError.Unexpected => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status409Conflict,
    };
}
