using System.Security.Cryptography;
using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Tests.Clustering;

public sealed class SpacedStartTests
{
    private static readonly byte[] Seed = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Theory]
    [InlineData(2, 1, 0.35)]
    [InlineData(5, 2, 0.3)]
    [InlineData(15, 2, 0.17)]
    [InlineData(6, 10, 0.5)]
    public void Points_are_apart_and_away_from_the_faces(int clusters, int features, double radius)
    {
        for (ulong index = 0; index < 10; index++)
        {
            double[][] rows = SpacedStart.Create(clusters, features, Seed, index).ToRows();
            double nearest = rows.SelectMany((a, i) => rows[..i].Select(b => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum()))).Min();
            Assert.True(nearest >= 2 * radius, $"{nearest} at index {index}");
            Assert.True(rows.SelectMany(r => r).All(x => Math.Abs(x) <= 1 - radius), $"index {index}");
        }
    }

    [Fact]
    public void Every_machine_finds_the_same_points() =>
        Assert.Equal("8d60d4ecb321f7eb223bb56b753bdc5ac1e96f8da4f536123ec2c3f46c4f95c5",
            Convert.ToHexStringLower(SHA256.HashData(SpacedStart.Create(15, 2, Seed, 3).ToBytes())));

    [Fact]
    public void Seeds_and_indices_give_different_points()
    {
        Centroids first = SpacedStart.Create(4, 3, Seed);
        Assert.Equal(first, SpacedStart.Create(4, 3, Seed));
        Assert.NotEqual(first, SpacedStart.Create(4, 3, Seed, 1));
        Assert.NotEqual(first, SpacedStart.Create(4, 3, new byte[32]));
    }

    [Fact]
    public void The_largest_shape_is_placed() =>
        Assert.Equal(Centroids.MaximumClusters, SpacedStart.Create(Centroids.MaximumClusters, 2, Seed).ClusterCount);

    [Fact]
    public void Values_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SpacedStart.Create(1, 2, Seed));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpacedStart.Create(2, 0, Seed));
        Assert.Throws<ArgumentException>(() => SpacedStart.Create(2, 2, new byte[31]));
    }
}
