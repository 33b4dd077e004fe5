using System.Collections;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Tests.Hosting;

public sealed class DocumentationTests
{
    /// <summary>Where the repository lies.</summary>
    public static readonly string Root = FindRoot();

    [Fact]
    public void The_operations_guide_lists_every_key_with_its_default()
    {
        var guide = File.ReadAllText(Path.Combine(Root, "docs", "operations.md"));
        foreach (var setting in NodeSettings.All)
        {
            var row = Assert.Single(guide.Split('\n'), line => line.StartsWith($"| `{setting.Key}` |", StringComparison.Ordinal));
            Assert.Contains(setting.Default switch { null => "must be given", "" => "none", var value => value }, row, StringComparison.Ordinal);
        }
        foreach (var error in Enum.GetValues<NodeError>())
            Assert.Contains($"| {(int)error} |", guide, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_configuration_is_right()
    {
        var configuration = NodeConfiguration.Read(Path.Combine(Root, "deploy", "audit-node.json"), new Hashtable(), []);
        Assert.Empty(configuration.Problems);
        Assert.Equal(["heart"], configuration.Names("datasets.*.path"));
    }

    [Fact]
    public void The_systemd_unit_waits_longer_than_the_node()
    {
        var unit = File.ReadAllLines(Path.Combine(Root, "deploy", "audit-node.service"));
        Assert.Contains("Type=notify", unit);
        var stop = int.Parse(Assert.Single(unit, line => line.StartsWith("TimeoutStopSec=", StringComparison.Ordinal)).Split('=')[1]);
        Assert.True(stop > int.Parse(NodeSettings.Find("shutdownSeconds")!.Default!));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "AuditNode.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
