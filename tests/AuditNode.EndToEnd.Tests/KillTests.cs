using AuditNode.Records.Jobs;
using Xunit.Abstractions;

namespace AuditNode.EndToEnd.Tests;

/// <summary>Attack 29, on whole nodes: computing party, key holder and an institution that only brings data.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    // The job has 107 records; the last kill comes before the last release, which takes seconds.
    private const int Kills = 20, Rounds = 5, LastKill = 96;

    [Fact]
    public async Task Attack29_Nodes_killed_at_twenty_random_moments_of_a_job_complete_it_with_no_record_lost_repeated_or_out_of_order()
    {
        var seed = Kill.Seed();
        var name = $"{Kill.SeedVariable}={Convert.ToHexStringLower(seed)}";
        output.WriteLine(name);
        await using var consortium = await NodeConsortium.StartAsync(("bank", [0], null), ("hospital", [1], null), ("clinic", [2], null));
        try
        {
            await CompleteAsync(consortium, seed);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{name}: {e.Message}", e);
        }
    }

    private async Task CompleteAsync(NodeConsortium consortium, byte[] seed)
    {
        var members = consortium.Members;
        var specification = SampleTable.Job(
            Rounds, noiseCandidates: 3,
            SampleTable.Party(members[0], JobPartyRoles.Computing | JobPartyRoles.Data, 0),
            SampleTable.Party(members[1], JobPartyRoles.KeyHolder | JobPartyRoles.Data, 1),
            SampleTable.Party(members[2], JobPartyRoles.Data, 2));
        var job = await consortium.ConsentedAsync(specification);
        var records = 0;
        foreach (var kill in Kill.Draw(seed, Kills, LastKill, members.Count))
        {
            await consortium.UntilAsync((_, _) => Task.FromResult(members.Sum(member => member.CountRecords(job)) >= kill.Records));
            await Task.Delay(kill.Delay);
            records = members.Sum(member => member.CountRecords(job));
            var victim = members[kill.Victim];
            Assert.Equal(Member.Killed, (await victim.KillAsync()).ExitCode);
            victim.Start();
            output.WriteLine($"{victim.Name} killed at {records} records, {kill.Delay.TotalMilliseconds} ms after there were {kill.Records}");
        }
        await consortium.CompletedAsync(job);
        var all = (await CompletedJob.RequireAsync(consortium, job, specification)).Sum();
        output.WriteLine($"completed with {all} records");
        Assert.True(records < all, "The last kill came after the job; give it more rounds.");
    }
}
