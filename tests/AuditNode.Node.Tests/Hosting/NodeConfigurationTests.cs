using System.Collections;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Tests.Hosting;

public sealed class NodeConfigurationTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Defaults_are_inside_their_own_ranges()
    {
        foreach (var setting in NodeSettings.All.Where(setting => setting.Default is { Length: > 0 }))
            Assert.Null(setting.Problem(setting.Default!));
    }

    [Fact]
    public void Every_key_documents_unit_and_range()
    {
        Assert.Equal(NodeSettings.All.Count, NodeSettings.All.Select(setting => setting.Key).Distinct().Count());
        Assert.All(NodeSettings.All, setting =>
        {
            Assert.NotEmpty(setting.Description);
            Assert.NotEmpty(setting.Unit);
            Assert.NotEmpty(setting.Range);
        });
    }

    [Fact]
    public void Options_win_over_the_environment_and_the_environment_over_the_file()
    {
        var configuration = Read(
            """{"name":"a","chain":{"rpc":"http://one:1"},"shutdownSeconds":5,"jobs":{"workers":2}}""",
            new Hashtable { ["AUDITNODE_SHUTDOWN_SECONDS"] = "6", ["AUDITNODE_JOBS__WORKERS"] = "3" },
            ("jobs.workers", "4"));
        Assert.Empty(configuration.Problems);
        Assert.Equal("http://one:1", configuration.Text("chain.rpc"));
        Assert.Equal(6, configuration.Number("shutdownSeconds"));
        Assert.Equal(4, configuration.Number("jobs.workers"));
        Assert.Equal(4096, configuration.Number("journal.maxBacklog"));
    }

    [Fact]
    public void Every_wrong_key_is_listed_with_range_and_source()
    {
        var configuration = Read(
            """{"name":"UPPER","chain":{"rpc":"ftp://x"},"jobs":{"workerz":1},"admin":{"listen":"0.0.0.0:80"}}""",
            new Hashtable { ["AUDITNODE_SHUTDOWN_SECONDS"] = "soon" }, ("journal.maxBacklog", "0"));
        Assert.Equal(6, configuration.Problems.Count);
        Assert.Contains(configuration.Problems, problem => problem.StartsWith("name (", StringComparison.Ordinal) && problem.Contains("a-z", StringComparison.Ordinal));
        Assert.Contains(configuration.Problems, problem => problem.StartsWith("chain.rpc (", StringComparison.Ordinal));
        Assert.Contains(configuration.Problems, problem => problem.Contains("did you mean jobs.workers?", StringComparison.Ordinal));
        Assert.Contains(configuration.Problems, problem => problem.Contains("loopback", StringComparison.Ordinal));
        Assert.Contains(configuration.Problems, problem => problem.Contains("AUDITNODE_SHUTDOWN_SECONDS", StringComparison.Ordinal) && problem.Contains("1 .. 600", StringComparison.Ordinal));
        Assert.Contains(configuration.Problems, problem => problem.Contains("--set journal.maxBacklog", StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_key_names_the_variable_that_sets_it()
    {
        var problem = Assert.Single(Read("{}", new Hashtable()).Problems);
        Assert.StartsWith("chain.rpc: is missing", problem, StringComparison.Ordinal);
        Assert.Contains("AUDITNODE_CHAIN__RPC", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"chain":{"rpc":"http://n:1"},"keys":{"passphrase":"hunter2-hunter2"}}""")]
    [InlineData("""{"chain":{"rpc":"http://u:hunter2-hunter2@n:1"}}""")]
    [InlineData("""{"chain":{"rpc":"http://n:1"},"adminToken":"hunter2-hunter2"}""")]
    public void A_secret_in_the_configuration_is_refused_and_not_repeated(string json)
    {
        var problem = Assert.Single(Read(json, new Hashtable()).Problems);
        Assert.DoesNotContain("hunter2", problem, StringComparison.Ordinal);
        Assert.Contains("file", problem, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Data_sets_need_path_and_cap()
    {
        var configuration = Read("""{"chain":{"rpc":"http://n:1"},"datasets":{"heart":{"path":"heart.csv"},"eye":{"path":"e.csv","cap":"5"}}}""", new Hashtable());
        Assert.StartsWith("datasets.heart.cap: is missing", Assert.Single(configuration.Problems), StringComparison.Ordinal);
        Assert.Equal(["eye", "heart"], configuration.Names("datasets.*.path"));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    public void What_is_no_json_object_is_refused(string json) =>
        Assert.Equal(NodeError.Configuration, Assert.Throws<NodeException>(() => Read(json, new Hashtable())).Error);

    public void Dispose() => folder.Dispose();

    private NodeConfiguration Read(string json, Hashtable environment, params (string Key, string Value)[] options)
    {
        var path = Path.Combine(folder.Path, "audit-node.json");
        File.WriteAllText(path, json);
        return NodeConfiguration.Read(path, environment, options.Select(option => KeyValuePair.Create(option.Key, option.Value)));
    }
}
