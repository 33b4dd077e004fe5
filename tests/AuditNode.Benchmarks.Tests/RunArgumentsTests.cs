using System.CommandLine;
using AuditNode.Benchmarks.KMeans.CommandLine;
using AuditNode.Benchmarks.KMeans.Runs;
using AuditNode.Benchmarks.KMeans.Tables;
using AuditNode.Engine.Privacy;

namespace AuditNode.Benchmarks.Tests;

public sealed class RunArgumentsTests
{
    [Fact]
    public async Task Every_option_reaches_the_run()
    {
        RunOptions options = await ReadAsync(
            "--clusters", "15", "--rounds", "7", "--epsilon", "0.5", "--delta", "1e-6", "--seed", "18446744073709551615", "--noise", "paper", "--degree", "31",
            "--threads", "2", "--parties", "2", "--data", "s1.csv", "--columns", "x,y", "--label", "label", "--bounds=-1:1,0:1e6", "--records", "100", "--noise-candidates", "8", "--json");
        Assert.Equal((100, 15, 7, NoiseMode.Paper, 0.5, 1e-6), (options.Records, options.Clusters, options.Rounds, options.Noise, options.Epsilon, options.Delta));
        Assert.Equal((ulong.MaxValue, 31, 2, 2, "s1.csv", "label"), (options.Seed, options.Degree, options.Threads, options.Parties, options.Data, options.Label));
        Assert.Equal(8, options.NoiseCandidates);
        Assert.Equal(["x", "y"], options.Columns);
        Assert.Equal([(-1, 1), (0, 1e6)], options.Bounds!.Given!);
    }

    [Fact]
    public async Task Nothing_has_to_be_given() => Assert.Equal(new RunOptions { Columns = [] }.ToString(), (await ReadAsync()).ToString());

    [Fact]
    public async Task A_planned_run_is_understood_as_it_was_meant()
    {
        var meant = new RunOptions
        {
            Records = 5000, Clusters = 3, Dimensions = 2, Rounds = 4, Noise = NoiseMode.Paper, Epsilon = 0.1, Delta = 1e-7, Seed = 9, Degree = 7, Threads = 1, NoiseCandidates = 3,
            Data = "a b.csv", Columns = ["x", "emp.var.rate"], Label = "y", Bounds = new ColumnBounds(null, 2.5, 97.5),
        };
        RunOptions understood = await ReadAsync([.. new EncryptedRun("key", meant).Arguments().Skip(1)]);
        Assert.Equal(meant.Columns, understood.Columns);
        Assert.Equal(meant, understood with { Columns = meant.Columns });
    }

    [Theory]
    [InlineData("--clusters: '1'", "--clusters", "1")]
    [InlineData("2 to 256", "--clusters", "257")]
    [InlineData("--records", "--records", "many")]
    [InlineData("--epsilon", "--epsilon", "NaN")]
    [InlineData("--epsilon", "--epsilon", "0")]
    [InlineData("odd", "--degree", "16")]
    [InlineData("--noise", "--noise", "loud")]
    [InlineData("1 to 64", "--noise-candidates", "65")]
    [InlineData("--columns", "--data", "s1.csv")]
    [InlineData("need --data", "--columns", "x,y")]
    [InlineData("twice", "--data", "s1.csv", "--columns", "x,x")]
    [InlineData("empty part", "--data", "s1.csv", "--columns", "x,,y")]
    [InlineData("names 2", "--data", "s1.csv", "--columns", "x,y", "--dimensions", "3")]
    [InlineData("pairs", "--data", "s1.csv", "--columns", "x,y,z", "--bounds", "0:1,0:2")]
    [InlineData("minmax", "--data", "s1.csv", "--columns", "x,y", "--bounds", "1:0")]
    [InlineData("as many features", "--parties", "3")]
    [InlineData("cannot form", "--records", "4", "--clusters", "5")]
    [InlineData("no privacy", "--noise", "none", "--epsilon", "1")]
    [InlineData("--fast", "--fast")]
    public async Task Wrong_use_is_one_complaint_that_names_the_option(string expected, params string[] arguments)
    {
        string? complaint = null;
        ParseResult parsed = Parse(arguments, options => complaint = options.FindComplaint());
        if (parsed.Errors.Count == 0) await parsed.InvokeAsync();
        Assert.Contains(expected, parsed.Errors.Select(e => e.Message).FirstOrDefault() ?? complaint, StringComparison.Ordinal);
    }

    private static async Task<RunOptions> ReadAsync(params string[] arguments)
    {
        RunOptions? read = null;
        ParseResult parsed = Parse(arguments, options => read = options);
        Assert.Empty(parsed.Errors);
        await parsed.InvokeAsync();
        return read!;
    }

    private static ParseResult Parse(string[] arguments, Action<RunOptions> run) => new RunArguments().Create((options, _, _) =>
    {
        run(options);
        return Task.FromResult(0);
    }).Parse(arguments);
}
