using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AuditNode.Node.Api;

/// <summary>The admin API: what a running node tells and does for programs on its own machine. Described at /openapi/v1.json.</summary>
internal static class AdminApi
{
    /// <summary>The longest request body, in bytes: a specification in base64.</summary>
    public const int MaxRequestBytes = 12 << 20;

    private const string Description =
        "The admin API of one institution's node. It listens on a loopback address or a Unix socket only. Every request but the two of "
        + "health needs the token in admin.token of the node's directory (Authorization: Bearer ...). Errors are objects with a kind and "
        + "a line that names the remedy.";

    /// <summary>Registers what the routes need.</summary>
    public static void AddServices(IServiceCollection services)
    {
        services.AddRoutingCore();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.Configure<JsonOptions>(options => NodeJson.Configure(options.SerializerOptions));
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer(DescribeAsync);
        });
    }

    /// <summary>Puts guard, error handling and routes into the application.</summary>
    public static void Map(WebApplication app)
    {
        app.UseMiddleware<AdminGuard>();
        app.UseMiddleware<ErrorAnswers>();
        app.UseRouting();
        app.MapOpenApi();
        HealthRoutes.Map(app);
        StatusRoutes.Map(app);
        JobRoutes.Map(app);
        RecordRoutes.Map(app);
    }

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "AuditNode admin API", Version = "v1", Description = Description };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["token"] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The content of admin.token in the node's directory; new at every start.",
        };
        var required = new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", document)] = [] };
        foreach (var (path, item) in document.Paths)
        {
            foreach (var operation in item.Operations?.Values.ToArray() ?? [])
                operation.Security = path.StartsWith("/health/", StringComparison.Ordinal) ? [] : [required];
        }
        return Task.CompletedTask;
    }
}
