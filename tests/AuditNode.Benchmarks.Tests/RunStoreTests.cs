using System.Text.Json;
using AuditNode.Benchmarks.KMeans.Tables;

namespace AuditNode.Benchmarks.Tests;

public sealed class RunStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("auditnode-runs-").FullName;

    private string FilePath => Path.Combine(_folder, "runs.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_run_comes_back_from_the_file_with_its_nested_numbers()
    {
        new RunStore(FilePath).Add("grid/n=1000 k=5/1", """{"secondsTotal":1.5,"bytes":{"total":42,"byKind":{"keys.public":7}},"accuracy":null,"cpu":"a, \"b\""}""");
        MeasuredRun run = Assert.Single(new RunStore(FilePath).Runs);
        Assert.Equal("grid/n=1000 k=5/1", run.Key);
        Assert.Equal(1.5, run.Require("secondsTotal"));
        Assert.Equal(7, run.Below("bytes.byKind")["keys.public"]);
        Assert.Null(run.Number("accuracy"));
        Assert.Equal("a, \"b\"", run.Text("cpu"));
    }

    [Fact]
    public void Runs_with_other_members_share_one_file()
    {
        var store = new RunStore(FilePath);
        store.Add("a", """{"x":1}""");
        store.Add("b", """{"y":[2,3]}""");
        RunStore read = new(FilePath);
        Assert.Null(read.Runs[0].Number("y.1"));
        Assert.Equal((2, 3), (read.Runs[1].Require("y.1"), read.Runs[1].Require("y.2")));
        Assert.True(read.Contains("a"));
        Assert.Single(read.Under("b"));
    }

    [Fact]
    public void Numbers_keep_every_digit()
    {
        const double Value = 0.1 + 0.2;
        new RunStore(FilePath).Add("a", JsonSerializer.Serialize(new { value = Value }));
        Assert.Equal(Value, new RunStore(FilePath).Runs[0].Require("value"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("other,columns\n1,2\n")]
    public void A_file_of_something_else_is_refused_and_kept(string content)
    {
        File.WriteAllText(FilePath, content);
        Assert.Throws<IOException>(() => new RunStore(FilePath));
        Assert.Equal(content, File.ReadAllText(FilePath));
    }

    [Fact]
    public void What_is_no_json_object_is_refused_and_changes_nothing()
    {
        var store = new RunStore(FilePath);
        store.Add("a", """{"x":1}""");
        Assert.ThrowsAny<JsonException>(() => store.Add("b", "oops"));
        Assert.ThrowsAny<JsonException>(() => store.Add("b", "3"));
        Assert.Throws<ArgumentException>(() => store.Add("a", "{}"));
        Assert.Single(new RunStore(FilePath).Runs);
    }
}
