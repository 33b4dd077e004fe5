using AuditNode.Engine.Clustering;
using AuditNode.Engine.Protocols;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Tests.Protocols.VerticalKMeans;

public class AssignmentTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Named_receivers_learn_the_cluster_of_every_record_and_nobody_else_does(int clusters)
    {
        double[][] records = SmallRun.Records(300, 3, clusters);
        VerticalKMeansJob job = SmallRun.Job(300, clusters, 3, parties: 3, rounds: 1) with { FloodingBits = 20, SignDegree = 3, AssignmentReceivers = ["insurer", "lab2"] };
        var runtime = new JobRuntime(job, request => EvaluationPlan.Create(request, 16384, clusters == 2 ? 46 : 42, 2));
        using var run = new SteppedRun(runtime, records, agrees: true);
        await run.StartAsync();
        await run.RunUntilAsync(e => e.Kind == MessageKind.AssignmentReleased);
        await run.StartAsync(); // and once more from what is stored
        await run.FinishAsync();

        int[] assignment = (await run.Parties["insurer"].ReadAssignmentAsync())!;
        Assert.Equal(assignment, await run.Parties["lab2"].ReadAssignmentAsync());
        Assert.Null(await run.Parties["clinic"].ReadAssignmentAsync());
        var expected = new SoftAssignment(run.Computing.Centroids[^1], runtime.Polynomial);
        var weights = new double[clusters];
        int decided = 0;
        for (int r = 0; r < records.Length; r++)
        {
            expected.Weigh(records[r], weights);
            double[] sorted = [.. weights.OrderDescending()];
            if (sorted[0] - sorted[1] < 12 * runtime.Assignment!.Deviation) continue; // anybody's guess under the flooding
            decided++;
            Assert.True(Array.IndexOf(weights, sorted[0]) == assignment[r], $"record {r} {TestSeed.Describe(clusters)}");
        }

        Assert.True(decided > 150, $"Only {decided} records were decided {TestSeed.Describe(clusters)}");
        Operation evaluated = run.Logs["clinic"].Operations.Single(o => o.Kind == OperationKind.AssignmentEvaluated);
        Assert.Equal(ReplayResult.Equal, await new VerticalKMeansReplay(runtime).ReplayAsync(evaluated));
    }

    [Fact]
    public void An_assignment_that_the_flooding_would_drown_is_refused_with_a_remedy()
    {
        VerticalKMeansJob job = SmallRun.Tiny() with { AssignmentReceivers = ["insurer"], FloodingBits = 60 };
        var refusal = Assert.Throws<InvalidJobException>(() => SmallRun.Runtime(job));
        Assert.Equal(nameof(VerticalKMeansJob.AssignmentReceivers), refusal.Field);
        Assert.Contains("ask for no assignment", refusal.Message, StringComparison.Ordinal);
    }
}
