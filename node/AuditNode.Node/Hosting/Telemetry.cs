using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AuditNode.Node.Hosting;

/// <summary>Metrics and traces of the node, and their export by OTLP where telemetry.otlp is set.</summary>
public sealed class Telemetry(NodeOptions options) : IHostedService, IDisposable
{
    /// <summary>Name of meter and activity source.</summary>
    public const string Name = "AuditNode";

    private MeterProvider? metrics;
    private TracerProvider? traces;

    /// <summary>Where the node's instruments are made.</summary>
    public static Meter Meter { get; } = new(Name);

    /// <summary>Where the node's spans begin.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Otlp is not { } endpoint)
            return Task.CompletedTask;
        var resource = ResourceBuilder.CreateDefault().AddService("audit-node", serviceInstanceId: options.Name);
        metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(Name)
            .AddOtlpExporter((exporter, reader) =>
            {
                exporter.Endpoint = endpoint;
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.OtlpInterval.TotalMilliseconds;
            })
            .Build();
        traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(Name)
            .AddOtlpExporter((OtlpExporterOptions exporter) => exporter.Endpoint = endpoint)
            .Build();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Sends what is left, for a few seconds at most.</summary>
    public void Dispose()
    {
        metrics?.Shutdown(3000);
        traces?.Shutdown(3000);
        metrics?.Dispose();
        traces?.Dispose();
        (metrics, traces) = (null, null);
    }
}
