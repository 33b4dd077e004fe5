using System.Collections.Immutable;
using System.Globalization;
using AuditNode.Chain;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;
using AuditNode.Records.Jobs;

namespace AuditNode.EndToEnd.Tests;

/// <summary>Records around two points, whose columns institutions share, and jobs on them.</summary>
internal static class SampleTable
{
    public const int Records = 240, Clusters = 2;

    private const double Minimum = 0, Maximum = 100;
    private static readonly string[] Columns = ["age", "income", "visits", "balance"];

    /// <summary>The lines of a file with some of the columns.</summary>
    public static IReadOnlyList<string> Lines(params int[] columns) =>
    [
        string.Join(',', columns.Select(column => Columns[column])),
        .. Enumerable.Range(0, Records).Select(record => string.Join(',', columns.Select(column => Value(record, column).ToString("R", CultureInfo.InvariantCulture)))),
    ];

    /// <summary>A party of a job with some of the columns.</summary>
    public static PartySpecification Party(Member member, JobPartyRoles roles, params int[] columns) => new(
        member.Name, member.Address, roles, member.Endpoint, [.. columns.Select(column => new ColumnSpecification(Columns[column], Minimum, Maximum))]);

    /// <summary>A job on all columns that its parties bring. The noise is small: what is examined is the trail.</summary>
    public static JobSpecification Job(int rounds, int noiseCandidates, params PartySpecification[] parties)
    {
        var features = parties.Sum(party => party.Columns.Count);
        return new JobSpecification
        {
            Name = "sample",
            Parties = parties,
            Records = Records,
            Clusters = Clusters,
            Start = new JobStart(Bytes32.Zero, [.. Start(features).FixedPoint.ToArray().Chunk(features).Select(row => row.ToImmutableArray())]),
            Rounds = rounds,
            RhoUnits = ZeroConcentrated.FromEpsilon(50, 1e-5).Units,
            Delta = 1e-5,
            SignDegree = 3,
            SignGap = 0.2,
            FloodingBits = 20,
            NoiseCandidates = noiseCandidates,
            Leakage = "noisy-sums",
        };
    }

    /// <summary>What exact k-means in the clear finds from the same start, all features in [-1, 1].</summary>
    public static Centroids Lloyd(JobSpecification job)
    {
        int[] columns = [.. job.Parties.SelectMany(party => party.Columns).Select(column => Array.IndexOf(Columns, column.Name))];
        double[][] records = [.. Enumerable.Range(0, Records).Select(
            record => columns.Select(column => 2 * (Value(record, column) - Minimum) / (Maximum - Minimum) - 1).ToArray())];
        return Engine.Clustering.Lloyd.Run(records, Start(columns.Length), job.Rounds).Centroids;
    }

    private static Centroids Start(int features) => Centroids.FromRows([[.. Enumerable.Repeat(-0.25, features)], [.. Enumerable.Repeat(0.25, features)]]);

    private static double Value(int record, int column) => (record % 2 == 0 ? 25 : 75) + ((record * 37 + column * 11) % 41 - 20) * 0.5;
}
