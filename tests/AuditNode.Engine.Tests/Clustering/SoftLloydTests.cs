using AuditNode.Engine.Clustering;
using AuditNode.Engine.Metrics;
using AuditNode.Engine.Tests.Evaluation;

namespace AuditNode.Engine.Tests.Clustering;

public sealed class SoftLloydTests
{
    private const int Starts = 20, Rounds = 10;

    [Fact]
    public void Sums_in_blocks_are_those_of_the_definition()
    {
        double[][] records = [.. new RandomVectors(TestSeed.Value).Uniform(3 * 601).Chunk(3)];
        Centroids centroids = SpacedStart.Create(5, 3, new byte[32]);
        AssignmentPolynomial polynomial = AssignmentPolynomial.Create(15, 0.15);
        double[] expected = PlaintextRound.Evaluate([.. Enumerable.Range(0, 3).Select(f => records.Select(r => r[f]).ToArray())], centroids, polynomial);
        double[] sums = RelativeSums.Soft(records, centroids, polynomial);
        for (int o = 0; o < sums.Length; o++) Assert.True(Math.Abs(expected[o] - sums[o]) < 1e-9, $"{o}: {expected[o]}, {sums[o]} {TestSeed.Describe(0)}");
    }

    [Fact]
    public void Far_from_the_bisectors_it_is_exact()
    {
        double[][] records = [[-0.9, -0.8], [-0.8, -0.9], [0.8, 0.8], [0.9, 0.9]];
        Centroids start = Centroids.FromRows([[-0.6, -0.6], [0.6, 0.6]]);
        Centroids exact = Lloyd.Run(records, start, Rounds).Centroids;
        Assert.True(SoftLloyd.Run(records, start, AssignmentPolynomial.Create(31, 0.2), Rounds).Centroids.LargestMove(exact) < 0.01);
    }

    [DataTheory]
    [InlineData("s1", 15)]
    [InlineData("s2", 15)]
    [InlineData("har", 6)]
    [InlineData("adult", 2)]
    [InlineData("bank", 7)]
    [InlineData("taxi", 5)]
    public void The_mean_loss_over_20_starts_is_at_most_3_percent_above_that_of_exact_assignment(string name, int clusters)
    {
        double[][] records = RealData.Read(name).Records;
        AssignmentPolynomial polynomial = AssignmentPolynomial.ForClusters(clusters);
        (double Exact, double Soft)[] losses = [.. Enumerable.Range(0, Starts).AsParallel().Select(s =>
        {
            Centroids start = SpacedStart.Create(clusters, records[0].Length, new byte[32], (ulong)s);
            return (KMeansLoss.Compute(records, Lloyd.Run(records, start, Rounds).Centroids),
                KMeansLoss.Compute(records, SoftLloyd.Run(records, start, polynomial, Rounds).Centroids));
        })];
        double ratio = losses.Average(l => l.Soft) / losses.Average(l => l.Exact);
        Assert.True(ratio <= 1.03, $"{ratio}");
    }
}
