using AuditNode.Node.Tests.Hosting;

namespace AuditNode.Node.Tests.Measuring;

public sealed class ExportTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    [Fact]
    public async Task A_node_exports_its_metrics_by_otlp_and_no_secret_with_them()
    {
        await using Collector collector = await Collector.StartAsync();
        using RunningNode node = await RunningNode.StartAsync(fixture, "--set", $"telemetry.otlp={collector.Address}", "--set", "telemetry.intervalSeconds=1");

        await node.UntilAsync(() => Task.FromResult(collector.TextOf("MetricsService").Contains("auditnode.chain.head", StringComparison.Ordinal)));

        string text = collector.TextOf("MetricsService");
        Assert.Contains("auditnode.record.backlog", text, StringComparison.Ordinal);
        Assert.Contains("audit-node", text, StringComparison.Ordinal);
        Assert.DoesNotContain(fixture.Passphrase, text, StringComparison.Ordinal);
        Assert.Equal(0, (await node.StopAsync("TERM")).ExitCode);
    }
}
