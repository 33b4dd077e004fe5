using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Node.Jobs;
using AuditNode.Node.Tests.Peers;
using AuditNode.Records.Jobs;
using AuditNode.Records.Operations;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Node.Tests.Jobs;

public class JobOverPeersTests
{
    [Fact]
    public async Task Two_institutions_complete_a_job_over_tls_and_what_one_received_names_the_record_of_what_the_other_sent()
    {
        await using JobConsortium consortium = await JobConsortium.StartAsync("clinic", "insurer");
        var registry = new MemoryRegistry();
        await using var clinic = new PeerEnd(consortium[0], registry, Path.Combine(consortium.FolderOf("clinic"), "inbox"));
        await using var insurer = new PeerEnd(consortium[1], registry, Path.Combine(consortium.FolderOf("insurer"), "inbox"));
        await clinic.ListenAsync();
        await insurer.ListenAsync();
        await clinic.KnowAsync(insurer);
        await insurer.KnowAsync(clinic);
        JobSpecification specification = SampleJob.TwoParties(consortium, noiseCandidates: 3);
        ProposedJob proposed = await SampleJob.ConsentedAsync(consortium, specification);

        JobEnd[] ends = await Task.WhenAll(consortium.Nodes.Select(node => node.RunAsync(proposed.JobId)));

        Assert.All(ends, end => Assert.Equal(new JobEnd(JobState.Completed), end));
        await JobEndToEndTests.RequireCompletedAsync(consortium, proposed, specification);
        Assert.Equal(0, clinic.Refusals + insurer.Refusals);
        await RequireNamedAsync(consortium[0], consortium[1], proposed.JobId);
        await RequireNamedAsync(consortium[1], consortium[0], proposed.JobId);
    }

    private static async Task RequireNamedAsync(TestNode receiver, TestNode sender, Bytes32 jobId)
    {
        IReadOnlyList<OperationRecord> sent = await RecordsAsync(sender, jobId), received = await RecordsAsync(receiver, jobId);
        OperationRecord[] messages = [.. received.Where(record => record.Kind == OperationKind.CiphertextsReceived)];
        Assert.NotEmpty(messages);
        Assert.All(messages, record =>
        {
            OperationRecord named = Assert.Single(sent, other => other.Hash == record.Counterparty!.RecordHash);
            Assert.Contains(named.Outputs, output => output.Sha256 == record.Inputs[0].Sha256);
        });
    }

    private static async Task<IReadOnlyList<OperationRecord>> RecordsAsync(TestNode node, Bytes32 jobId)
    {
        var records = new List<OperationRecord>();
        while (await node.Services.Archive.Reader.ReadRecordAsync(jobId, node.Address, records.Count) is { } bytes) records.Add(OperationRecord.Parse(bytes));
        return records;
    }
}
