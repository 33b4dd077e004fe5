using AuditNode.Node.Hosting;
using AuditNode.Node.Journal;
using AuditNode.Records.Jobs;
using AuditNode.Scenarios;
using Xunit.Abstractions;

namespace AuditNode.EndToEnd.Tests;

public sealed class DiskFullTests(ITestOutputHelper output)
{
    [FactWithDisks]
    public async Task A_node_whose_disk_is_full_stops_with_the_remedy_and_goes_on_when_there_is_room()
    {
        SmallDisk? disk = null;
        await using var consortium = await NodeConsortium.StartAsync(("bank", [0], path => disk = SmallDisk.Mount(path, megabytes: 640)), ("hospital", [1], null));
        var members = consortium.Members;
        var bank = members[0];
        var specification = SampleTable.Job(
            rounds: 2, noiseCandidates: 3,
            SampleTable.Party(members[0], JobPartyRoles.Computing | JobPartyRoles.Data, 0),
            SampleTable.Party(members[1], JobPartyRoles.KeyHolder | JobPartyRoles.Data, 1));
        var job = await consortium.ConsentedAsync(specification);
        // While keys are made and arrive, and in the middle of each round.
        foreach (var records in (int[])[2, 12, 19])
        {
            await consortium.UntilAsync((_, _) => Task.FromResult(bank.CountRecords(job) >= records));
            disk!.Fill();
            await StoppedAsync(consortium, bank);
            // A start removes what is half written; it must not live on the room that this makes.
            foreach (var left in Directory.EnumerateFiles(Path.Combine(bank.Directory.Archive, "incoming"), "*.tmp"))
                File.Delete(left);
            disk.Fill();
            bank.Start();
            RequireClear(bank, await bank.EndedAsync());
            disk.MakeRoom();
            bank.Start();
        }
        await consortium.CompletedAsync(job);
        await CompletedJob.RequireAsync(consortium, job, specification);
        Assert.DoesNotContain(members.SelectMany(member => member.Records(job)), record => record.Kind == NodeRecordKind.MessageRefused);
    }

    /// <summary>Either it has to write, and ends; or it waits for a message, which it does not take, and its status says why.</summary>
    private async Task StoppedAsync(NodeConsortium consortium, Member member)
    {
        await consortium.UntilAsync(async (other, token) => other != member || member.HasEnded || await member.TryGetStatusAsync(token) is { Ready: false } status
            && status.Checks.Any(check => check is { Name: "disk", Passed: false, Remedy: { } remedy } && remedy.Contains(member.Root, StringComparison.Ordinal)), mayEnd: member);
        if (member.HasEnded)
        {
            RequireClear(member, await member.EndedAsync());
        }
        else if (await member.KillAsync() is { ExitCode: not Member.Killed } end)
        {
            RequireClear(member, end); // It came to writing just now.
        }
    }

    private void RequireClear(Member member, NodeResult end)
    {
        output.WriteLine(string.Join('\n', end.ErrorLines));
        Assert.True(end.ExitCode == (int)NodeError.Files, $"{end.ExitCode}: {end.Errors}");
        var said = Assert.Single(end.ErrorLines);
        Assert.Contains(member.Root, said, StringComparison.Ordinal);
        Assert.Contains("space", said, StringComparison.Ordinal);
    }
}
