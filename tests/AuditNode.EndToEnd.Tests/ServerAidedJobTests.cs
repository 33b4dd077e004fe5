using AuditNode.Records.Jobs;

namespace AuditNode.EndToEnd.Tests;

public sealed class ServerAidedJobTests
{
    [Fact]
    public async Task Four_institutions_two_of_them_servers_without_data_complete_a_job_that_is_verified_and_replayed()
    {
        await using var consortium = await NodeConsortium.StartAsync(("server", [], null), ("holder", [], null), ("clinic", [0, 2], null), ("insurer", [1], null));
        var members = consortium.Members;
        var specification = SampleTable.Job(
            rounds: 2, noiseCandidates: 3,
            SampleTable.Party(members[0], JobPartyRoles.Computing),
            SampleTable.Party(members[1], JobPartyRoles.KeyHolder),
            SampleTable.Party(members[2], JobPartyRoles.Data, 0, 2),
            SampleTable.Party(members[3], JobPartyRoles.Data, 1));
        var job = await consortium.ConsentedAsync(specification);
        await consortium.CompletedAsync(job);
        await CompletedJob.RequireAsync(consortium, job, specification);
    }
}
