using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Hosting;

namespace AuditNode.Node.Tests.Measuring;

/// <summary>Takes what is exported by OTLP over gRPC, on the loopback, and keeps its bytes. Names and attributes stand in them as they are (protobuf strings).</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _exports = new(StringComparer.Ordinal);
    private readonly WebApplication _server;

    private Collector(WebApplication server) => _server = server;

    public Uri Address => new(_server.Urls.Single());

    public static async Task<Collector> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        var collector = new Collector(builder.Build());
        collector._server.Run(collector.TakeAsync);
        await collector._server.StartAsync();
        return collector;
    }

    /// <summary>All exports of a service ("MetricsService", "TraceService") so far, as one text.</summary>
    public string TextOf(string service) => string.Concat(_exports.Where(export => export.Key.Contains(service, StringComparison.Ordinal)).SelectMany(export => export.Value));

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _exports.GetOrAdd(context.Request.Path.Value!, _ => new()).Enqueue(Encoding.Latin1.GetString(body.ToArray()));
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[5]); // an empty message: all was taken
        context.Response.AppendTrailer("grpc-status", "0");
    }
}
