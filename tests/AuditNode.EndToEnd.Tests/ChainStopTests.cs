using AuditNode.Records.Jobs;
using AuditNode.Scenarios;

namespace AuditNode.EndToEnd.Tests;

public sealed class ChainStopTests
{
    private static readonly TimeSpan Stop = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_job_outlasts_a_chain_that_does_not_answer_for_a_minute_and_the_nodes_say_what_they_wait_for()
    {
        await using var consortium = await NodeConsortium.StartAsync(("bank", [0], null), ("hospital", [1], null));
        var members = consortium.Members;
        var specification = SampleTable.Job(
            rounds: 3, noiseCandidates: 3,
            SampleTable.Party(members[0], JobPartyRoles.Computing | JobPartyRoles.Data, 0),
            SampleTable.Party(members[1], JobPartyRoles.KeyHolder | JobPartyRoles.Data, 1));
        var job = await consortium.ConsentedAsync(specification);
        // The first round is behind it, and two are to come.
        await consortium.UntilAsync((_, _) => Task.FromResult(members.All(member => member.Records(job).Any(record => record.Round == 2))));

        var chain = new ChainProcess(consortium.Chain.ProcessId!.Value);
        chain.Halt();
        try
        {
            var silence = Task.Delay(Stop);
            await consortium.UntilAsync(async (member, token) => await member.TryGetStatusAsync(token) is
            {
                Ready: false, Backlog: { Chain: "unreachable", Reason: { Length: > 0 } },
            } status && status.Checks.Any(check => check is { Name: "chain", Passed: false, Remedy: { Length: > 0 } }));
            await silence;
            Assert.All(members, member => Assert.False(member.HasEnded));
        }
        finally
        {
            chain.Continue();
        }
        await consortium.UntilAsync(async (member, token) => await member.TryGetStatusAsync(token) is { Ready: true, Backlog.Chain: "working" });
        await consortium.CompletedAsync(job);
        await CompletedJob.RequireAsync(consortium, job, specification);
    }
}
