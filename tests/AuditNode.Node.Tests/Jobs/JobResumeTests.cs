using System.Security.Cryptography;
using AuditNode.Node.Jobs;
using AuditNode.Records.Jobs;
using AuditNode.Verifier.OnChain;
using Xunit.Abstractions;

namespace AuditNode.Node.Tests.Jobs;

public class JobResumeTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_job_whose_nodes_are_cut_off_at_random_messages_goes_on_and_completes_without_lost_or_repeated_records()
    {
        int seed = RandomNumberGenerator.GetInt32(int.MaxValue);
        output.WriteLine($"seed {seed}");
        await using JobConsortium consortium = await JobConsortium.StartAsync("clinic", "insurer");
        JobSpecification specification = SampleJob.TwoParties(consortium);
        ProposedJob proposed = await SampleJob.ConsentedAsync(consortium, specification);
        // The key holder sends three messages before it is asked for a release, and one for each of two rounds.
        (int Victim, int Cut)[] cuts = [(1, 1 + seed % 3), (0, 1), (1, 1 + seed / 3 % 2)];
        foreach ((int number, int cut) in cuts)
        {
            TestNode victim = consortium[number];
            using var power = new CancellationTokenSource();
            int sent = 0;
            consortium.Network.Sending = envelope =>
            {
                if (envelope.From == victim.Name && Interlocked.Increment(ref sent) == cut) power.Cancel();
                if (envelope.From == victim.Name) power.Token.ThrowIfCancellationRequested();
            };
            // The other one runs on, as it would; in one process it is stopped with the victim, but not before.
            Task<JobEnd>[] runs = [.. consortium.Nodes.Select(node => node.RunAsync(proposed.JobId, power.Token))];
            foreach (Task<JobEnd> run in runs) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
            await victim.RestartAsync();
        }

        consortium.Network.Sending = null;
        JobEnd[] ends = await Task.WhenAll(consortium.Nodes.Select(node => node.RunAsync(proposed.JobId)));

        Assert.All(ends, end => Assert.Equal(JobState.Completed, end.State));
        await JobEndToEndTests.RequireCompletedAsync(consortium, proposed, specification);
    }
}
