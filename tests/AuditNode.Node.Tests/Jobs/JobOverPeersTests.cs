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

    [Fact]
    public async Task Every_message_of_a_server_aided_job_over_tls_comes_with_the_record_that_names_it()
    {
        string[] names = ["compute", "keys", "clinic", "insurer"];
        await using JobConsortium consortium = await JobConsortium.StartAsync(names);
        var registry = new MemoryRegistry();
        PeerEnd[] ends = [.. consortium.Nodes.Zip(names, (node, name) => new PeerEnd(node, registry, Path.Combine(consortium.FolderOf(name), "inbox")))];
        try
        {
            foreach (PeerEnd end in ends) await end.ListenAsync();
            foreach (PeerEnd end in ends)
            {
                foreach (PeerEnd other in ends.Where(other => other != end)) await end.KnowAsync(other);
            }

            JobSpecification specification = SampleJob.ServerAided(consortium, noiseCandidates: 3);
            ProposedJob proposed = await SampleJob.ConsentedAsync(consortium, specification);
            JobEnd[] ended = await Task.WhenAll(consortium.Nodes.Select(node => node.RunAsync(proposed.JobId)));
            Assert.All(ended, end => Assert.Equal(new JobEnd(JobState.Completed), end));
            Assert.Equal(0, ends.Sum(end => end.Refusals));
            OperationRecord[] all = [.. (await Task.WhenAll(consortium.Nodes.Select(node => RecordsAsync(node, proposed.JobId)))).SelectMany(records => records)];
            OperationRecord[] received = [.. all.Where(record =>
                record.Kind is OperationKind.MessageReceived or OperationKind.CiphertextsReceived or OperationKind.ResultReceived or OperationKind.BeaconRevealed)];
            Assert.Equal(4 * 3, received.Count(record => record.Inputs.Any(input => input.Name == "agreement")));
            Assert.Equal(2, received.Count(record => record.Inputs.Any(input => input.Name == "acknowledgement")));
            Assert.Equal(4, received.Count(record => record.Inputs.Any(input => input.Name == "result")));
            Assert.All(received, record =>
            {
                OperationRecord named = Assert.Single(all, other => other.Hash == record.Counterparty!.RecordHash);
                Assert.All(record.Inputs, input => Assert.Contains(input, named.Outputs));
            });
        }
        finally
        {
            foreach (PeerEnd end in ends) await end.DisposeAsync();
        }
    }

    private static async Task RequireNamedAsync(TestNode receiver, TestNode sender, Bytes32 jobId)
    {
        IReadOnlyList<OperationRecord> sent = await RecordsAsync(sender, jobId), received = await RecordsAsync(receiver, jobId);
        string[] kinds = [OperationKind.MessageReceived, OperationKind.CiphertextsReceived, OperationKind.ResultReceived, OperationKind.BeaconRevealed, OperationKind.NoiseChecked];
        OperationRecord[] messages = [.. received.Where(record => kinds.Contains(record.Kind) && record.Inputs.Count > 0)];
        Assert.Superset(new HashSet<string>([OperationKind.MessageReceived, OperationKind.CiphertextsReceived]), messages.Select(record => record.Kind).ToHashSet());
        Assert.All(messages, record =>
        {
            OperationRecord named = Assert.Single(sent, other => other.Hash == record.Counterparty!.RecordHash);
            Assert.Contains(named.Outputs, output => record.Inputs.Contains(output));
        });
    }

    private static async Task<IReadOnlyList<OperationRecord>> RecordsAsync(TestNode node, Bytes32 jobId)
    {
        var records = new List<OperationRecord>();
        while (await node.Services.Archive.Reader.ReadRecordAsync(jobId, node.Address, records.Count) is { } bytes) records.Add(OperationRecord.Parse(bytes));
        return records;
    }
}
