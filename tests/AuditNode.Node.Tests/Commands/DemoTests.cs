using System.Globalization;

namespace AuditNode.Node.Tests.Commands;

/// <summary>The demonstration as a user runs it: chain, three node processes, encrypted job, audit, one flipped bit.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task The_demonstration_verifies_its_trail_and_finds_the_flipped_bit()
    {
        var result = await NodeProcess.RunAsync("demo", "--rounds", "2", "--json");
        Assert.True(result.ExitCode == 0, result.Errors);
        var report = result.Json;
        Assert.True(report.GetProperty("verified").GetBoolean());
        Assert.True(report.GetProperty("tamperFound").GetBoolean());
        Assert.Equal(342, report.GetProperty("records").GetInt32());
        Assert.Equal(3, report.GetProperty("centroids").GetArrayLength());
        Assert.InRange(report.GetProperty("epsilon").GetDouble(), 4.9, 5.0);
        Assert.InRange(report.GetProperty("result").GetProperty("loss").GetDouble(), 0, 0.2);
        Assert.True(report.GetProperty("jobGas").GetInt64() > 1_000_000);
        Assert.True(report.GetProperty("bytesBetweenNodes").GetInt64() > 1_000_000);
    }

    [Theory]
    [InlineData("--columns", "--columns", "a,b")]
    [InlineData("two names", "--data", "nothing.csv", "--columns", "a")]
    [InlineData("nothing.csv", "--data", "nothing.csv", "--columns", "a,b")]
    [InlineData("--clusters", "--clusters", "1")]
    [InlineData("--epsilon", "--epsilon", "0")]
    [InlineData("LOW:HIGH", "--data", "nothing.csv", "--columns", "a,b", "--bounds", "3:1,0:1")]
    public async Task Wrong_arguments_end_in_one_line_before_anything_starts(string said, params string[] arguments)
    {
        var result = await NodeProcess.RunAsync(["demo", .. arguments]);
        Assert.InRange(result.ExitCode, 2, 6);
        Assert.Contains(said, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.DoesNotContain("chain", result.Errors.Split('\n')[0], StringComparison.Ordinal);
        Assert.Equal("", result.Output.ToString(CultureInfo.InvariantCulture));
    }
}
