using AuditNode.Node.Measuring;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AuditNode.Node.Hosting;

/// <summary>Metrics and traces of the node, and their export by OTLP where telemetry.otlp is set.</summary>
public sealed class Telemetry(NodeOptions options) : IHostedService, IDisposable
{
    private MeterProvider? metrics;
    private TracerProvider? traces;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Otlp is not { } endpoint)
            return Task.CompletedTask;
        var resource = ResourceBuilder.CreateDefault().AddService("audit-node", serviceInstanceId: options.Name);
        metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(Spans.SourceName)
            .AddOtlpExporter((exporter, reader) =>
            {
                exporter.Endpoint = endpoint;
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)options.OtlpInterval.TotalMilliseconds;
            })
            .Build();
        traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(Spans.SourceName)
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
