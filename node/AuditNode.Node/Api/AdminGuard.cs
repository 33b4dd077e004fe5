using AuditNode.Node.Hosting;

namespace AuditNode.Node.Api;

/// <summary>
/// Who may use the admin API: programs on this machine that know the token. A page in a browser on this machine can send requests to
/// loopback too, by another site's script or by a name whose address changes under it (DNS rebinding). Such requests carry a foreign Host,
/// an Origin or Sec-Fetch headers, and are refused before anything is looked at; and they cannot know the token.
/// </summary>
internal sealed class AdminGuard(RequestDelegate next, AdminToken token, NodeOptions options, ILogger<AdminGuard> logger)
{
    private const string Scheme = "Bearer ";

    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        var request = context.Request;
        if (!IsOwnName(request.Host))
            await RefuseAsync(context, StatusCodes.Status421MisdirectedRequest, "foreign Host").ConfigureAwait(false);
        else if (request.Headers.ContainsKey("Origin") || request.Headers.ContainsKey("Sec-Fetch-Site"))
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "it comes from a browser").ConfigureAwait(false);
        else if (!IsOpen(request) && !IsAuthorized(request))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "no valid token; it is in admin.token in the node's directory")
                .ConfigureAwait(false);
        }
        else
            await next(context).ConfigureAwait(false);
    }

    // Probes of an orchestrator do not read files; live and ready say nothing that a closed port would not.
    private static bool IsOpen(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Path.Value is "/health/live" or "/health/ready";

    private bool IsOwnName(HostString host) => options.Admin.Tcp is { } tcp
        ? (host.Port ?? 80) == tcp.Port && (host.Host == "localhost" || host.Host.Trim('[', ']') == tcp.Address.ToString())
        : host.Host == "localhost";

    private bool IsAuthorized(HttpRequest request) =>
        request.Headers.Authorization is [{ } value] && value.StartsWith(Scheme, StringComparison.Ordinal) && token.Accepts(value[Scheme.Length..]);

    private Task RefuseAsync(HttpContext context, int status, string reason)
    {
        // The path is the caller's: one line, and not longer than a route is.
        var path = new string([.. (context.Request.Path.Value ?? "").Take(80).Select(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '.' ? c : '?')]);
        Log.Refused(logger, context.Request.Method, path, reason);
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new ApiError("refused", $"The request is refused: {reason}."), NodeJson.Options);
    }
}
