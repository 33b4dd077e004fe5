using AuditNode.Node.Tests.Hosting;

namespace AuditNode.Node.Tests.Measuring;

public sealed class ExportTests(NodeFixture fixture) : IClassFixture<NodeFixture>
{
    [Fact]
    public async Task A_node_exports_its_metrics_by_otlp_and_no_secret_with_them()
    {
        await using Collector collector = await Collector.StartAsync();
        using RunningNode node = await RunningNode.StartAsync(fixture, "--set", $"telemetry.otlp={collector.Address}", "--set", "telemetry.intervalSeconds=1");

        // Each by itself: the first sample may come in the midst of an export.
        foreach (string metric in (string[])["auditnode.chain.head", "auditnode.record.backlog"])
            await node.UntilAsync(() => Task.FromResult(collector.TextOf("MetricsService").Contains(metric, StringComparison.Ordinal)));

        string text = collector.TextOf("MetricsService");
        Assert.Contains("audit-node", text, StringComparison.Ordinal);
        Assert.DoesNotContain(fixture.Passphrase, text, StringComparison.Ordinal);
        Assert.Equal(0, (await node.StopAsync("TERM")).ExitCode);
    }
}
