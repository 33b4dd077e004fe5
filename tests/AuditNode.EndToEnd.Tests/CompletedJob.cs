using System.Globalization;
using System.Text.Json;
using AuditNode.Engine.Clustering;
using AuditNode.Records.Jobs;

namespace AuditNode.EndToEnd.Tests;

/// <summary>What has to hold of a job that is completed, whatever happened to its institutions meanwhile.</summary>
internal static class CompletedJob
{
    // The polynomial that stands for the comparison is of degree 3, so that jobs are short; what it costs is the engine's matter.
    private const double Tolerance = 0.15;

    /// <summary>
    /// The trail is whole and repeats bit for bit; every archived record is anchored, from 0 without gaps; nothing was charged twice; all
    /// have the same result, which is near what Lloyd's algorithm finds in the clear.
    /// </summary>
    /// <returns>Number of records of each institution.</returns>
    public static async Task<IReadOnlyList<int>> RequireAsync(NodeConsortium consortium, string job, JobSpecification specification)
    {
        var replayed = await consortium.ReplayAsync(job);
        Assert.True(replayed.ExitCode == 0, $"{replayed.ExitCode}: {replayed.Output}{replayed.Errors}");
        var trail = replayed.Json;
        var replay = trail.GetProperty("replay");
        Assert.True(replay.GetProperty("replayable").GetInt32() > 0);
        Assert.Equal(replay.GetProperty("replayable").GetInt32(), replay.GetProperty("equal").GetInt32());

        var report = trail.GetProperty("jobs").EnumerateArray().Single();
        Assert.Equal("completed", report.GetProperty("state").GetString());
        // Each round is charged once, with its part of the budget, rounded down.
        Assert.InRange(Units(report, "rhoBudget") - Units(report, "rhoSpent"), UInt128.Zero, (UInt128)(specification.Rounds - 1));
        List<JsonElement> streams = [.. report.GetProperty("streams").EnumerateArray()];
        int[] counts = [.. consortium.Members.Select(member => member.CountRecords(job))];
        foreach (var (member, count) in consortium.Members.Zip(counts))
        {
            var stream = streams.Single(stream => stream.GetProperty("institution").GetString() == $"{member.Address}");
            Assert.Equal((0, count - 1), (stream.GetProperty("anchored").GetProperty("first").GetInt32(), stream.GetProperty("anchored").GetProperty("last").GetInt32()));
            Assert.Equal(count, stream.GetProperty("sound").GetInt32());
            RequireDistinct(member, job);
        }

        foreach (var member in consortium.Members)
        {
            var result = await member.ResultAsync(job);
            Assert.Equal(report.GetProperty("resultHash").GetString(), $"0x{result.ResultHash}");
            var found = new Centroids(SampleTable.Clusters, result.Features.Count, [.. result.FixedPoint.SelectMany(row => row)]);
            Assert.InRange(found.LargestMove(SampleTable.Lloyd(specification)), 0, Tolerance);
        }
        return counts;
    }

    private static UInt128 Units(JsonElement job, string member) => UInt128.Parse(job.GetProperty(member).GetString()!, CultureInfo.InvariantCulture);

    /// <summary>No record says what another one said: nothing was done, sent or taken twice.</summary>
    private static void RequireDistinct(Member member, string job)
    {
        var said = member.Records(job).Select(record => string.Join(
            ' ', [record.Kind, $"{record.Round}", $"{record.Counterparty?.Institution}", .. record.Inputs.Concat(record.Outputs).Select(artifact => $"{artifact.Sha256}")]));
        Assert.Empty(said.GroupBy(text => text).Where(group => group.Count() > 1).Select(group => $"{member.Name}: {group.Key}"));
    }
}
