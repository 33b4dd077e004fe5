using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Metrics;

namespace AuditNode.Engine.Tests.Clustering;

/// <summary>The plaintext baselines that the data sets come with, which another implementation computed (the columns best10 of baselines.csv).</summary>
public sealed class BaselineTests
{
    private const int Starts = 40;

    [DataTheory]
    [InlineData("s1", 15, 0.00822959, 0.9938, 0.9868, 0.9867)]
    [InlineData("s2", 15, 0.0119433, 0.9700, 0.9379, 0.9465)]
    [InlineData("iris", 3, 0.186192, 0.8867, 0.7163, 0.7419)]
    [InlineData("breast", 2, 1.51732, 0.9279, 0.7302, 0.6231)]
    [InlineData("adult", 2, 0.301797, 0.6488, 0.0841, 0.0586)]
    public void The_best_of_several_starts_has_the_published_loss_and_agreement(string name, int clusters, double loss, double accuracy, double rand, double information)
    {
        RealData data = RealData.Read(name);
        int starts = data.Records.Length > 10_000 ? 4 : Starts;
        Centroids best = Enumerable.Range(0, starts).AsParallel()
            .Select(s => Lloyd.Run(data.Records, Spread(data.Records, clusters, (ulong)s), 300).Centroids)
            .MinBy(c => KMeansLoss.Compute(data.Records, c))!;
        int[] assigned = new NearestCentroid(best).AssignAll(data.Records);
        Assert.Equal(1, KMeansLoss.Compute(data.Records, best) / loss, 4);
        Assert.Equal(accuracy, ClusteringAccuracy.Compute(data.Classes, assigned), 3);
        Assert.Equal(rand, AdjustedRandIndex.Compute(data.Classes, assigned), 3);
        Assert.Equal(information, NormalizedMutualInformation.Compute(data.Classes, assigned), 3);
    }

    // k-means++ (Arthur and Vassilvitskii 2007): each next centroid is a record, with a probability proportional to its squared distance.
    private static Centroids Spread(double[][] records, int clusters, ulong index)
    {
        using var stream = new RandomStream(new byte[RandomStream.SeedLength], "k-means++", index);
        List<double[]> rows = [records[(int)(Uniform(stream) * records.Length)]];
        var squares = new double[records.Length];
        squares.AsSpan().Fill(double.PositiveInfinity);
        while (rows.Count < clusters)
        {
            for (int r = 0; r < records.Length; r++) squares[r] = Math.Min(squares[r], records[r].Zip(rows[^1], (a, b) => (a - b) * (a - b)).Sum());
            double left = Uniform(stream) * squares.Sum();
            int chosen = 0;
            while (chosen < records.Length - 1 && (left -= squares[chosen]) >= 0) chosen++;
            rows.Add(records[chosen]);
        }

        return Centroids.FromRows(rows);
    }

    private static double Uniform(RandomStream stream)
    {
        Span<byte> bytes = stackalloc byte[8];
        stream.Fill(bytes);
        return Math.ScaleB(BitConverter.ToUInt64(bytes) >> 11, -53);
    }
}
