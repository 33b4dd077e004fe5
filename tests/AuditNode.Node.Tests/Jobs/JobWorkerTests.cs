using AuditNode.Node.Jobs;
using Microsoft.Extensions.Logging.Abstractions;

namespace AuditNode.Node.Tests.Jobs;

public class JobWorkerTests
{
    [Fact]
    public async Task A_job_that_ends_while_it_cannot_go_on_here_is_seen_as_ended()
    {
        await using JobConsortium consortium = await JobConsortium.StartAsync("clinic", "insurer");
        ProposedJob proposed = await SampleJob.ConsentedAsync(consortium, SampleJob.TwoParties(consortium));
        TestNode clinic = consortium[0], insurer = consortium[1];
        consortium.Network.Sending = _ => throw new IOException("The network is down.");
        // It would try again in an hour.
        var options = new JobWorkerOptions { PollInterval = TimeSpan.FromMilliseconds(100), RetryAfter = TimeSpan.FromHours(1) };
        using var worker = new JobWorker(clinic.Services, options, NullLogger<JobWorker>.Instance);
        await worker.StartAsync(CancellationToken.None);
        JobProgress interrupted = await ReachAsync(clinic, proposed, JobPhase.Interrupted);
        Assert.Equal("The network is down.", interrupted.Reason);

        await insurer.Chain.SubmitAsync("job.abort", (transactions, token) => insurer.Chain.Jobs.SendAbortAsync(
            insurer.Chain.Sender, proposed.JobId, AbortReason.Of(JobRefusal.Failed), journal: transactions, cancellationToken: token), CancellationToken.None);

        JobProgress ended = await ReachAsync(clinic, proposed, JobPhase.Aborted);
        Assert.NotNull(ended.Reason);
        await worker.StopAsync(CancellationToken.None);
    }

    private static async Task<JobProgress> ReachAsync(TestNode node, ProposedJob job, JobPhase phase)
    {
        for (int i = 0; node.Services.Progress[job.JobId].Phase != phase; i++)
        {
            Assert.True(i < 1200, $"{phase} was not reached within 2 minutes: {node.Services.Progress[job.JobId]}");
            await Task.Delay(100);
        }

        return node.Services.Progress[job.JobId];
    }
}
