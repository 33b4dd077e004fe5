using AuditNode.Chain;
using AuditNode.Contracts;
using AuditNode.Engine.Protocols;
using AuditNode.Node.Jobs;
using AuditNode.Node.Journal;
using AuditNode.Records.Jobs;
using AuditNode.Records.Operations;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Node.Tests.Jobs;

public class JobEndToEndTests
{
    [Fact]
    public async Task Two_institutions_propose_consent_run_and_complete_a_job_with_every_record_anchored()
    {
        await using JobConsortium consortium = await JobConsortium.StartAsync("clinic", "insurer");
        JobSpecification specification = SampleJob.TwoParties(consortium, noiseCandidates: 3);
        ProposedJob proposed = await SampleJob.ConsentedAsync(consortium, specification);

        JobWorker[] workers = [.. consortium.Nodes.Select(node => node.CreateWorker())];
        foreach (JobWorker worker in workers) await worker.StartAsync(CancellationToken.None);
        foreach (TestNode node in consortium.Nodes) await EndedAsync(node, proposed.JobId);
        foreach (JobWorker worker in workers) await worker.StopAsync(CancellationToken.None);

        JobResult[] results = await RequireCompletedAsync(consortium, proposed, specification);
        Assert.All(results, result => Assert.Equal(2, result.Rounds));
        Assert.Equal(2, results[0].Centroids.Count);
        await RequireRelationsAsync(consortium, proposed);
        RequireCharged(consortium, proposed, specification);
    }

    [Fact]
    public async Task Four_institutions_two_of_them_servers_without_data_complete_a_job_with_equal_results()
    {
        await using JobConsortium consortium = await JobConsortium.StartAsync("server", "holder", "clinic", "insurer");
        JobSpecification specification = SampleJob.ServerAided(consortium, noiseCandidates: 3);
        ProposedJob proposed = await SampleJob.ConsentedAsync(consortium, specification);

        JobEnd[] ends = await Task.WhenAll(consortium.Nodes.Select(node => node.RunAsync(proposed.JobId)));

        Assert.All(ends, end => Assert.Equal(JobState.Completed, end.State));
        await RequireCompletedAsync(consortium, proposed, specification);
        RequireCharged(consortium, proposed, specification);
    }

    /// <summary>Equal results everywhere and on the chain, and every archived record anchored, from 0 without gaps.</summary>
    internal static async Task<JobResult[]> RequireCompletedAsync(JobConsortium consortium, ProposedJob proposed, JobSpecification specification)
    {
        var results = new List<JobResult>();
        foreach (TestNode node in consortium.Nodes)
        {
            JobResult result = Assert.IsType<JobResult>(await JobResult.ReadAsync(node.Services.Folder.StateOf(proposed.JobId)));
            results.Add(result);
            var ledger = new AuditLedger(node.Chain.Client, consortium.Contracts.AuditLedger);
            IReadOnlyList<long> archived = await AllRecordsAsync(node, proposed.JobId);
            (ulong count, _) = await ledger.HeadAsync(proposed.JobId, node.Address);
            Assert.Equal((ulong)archived.Count, count);
            for (long sequence = 0; sequence < archived.Count; sequence++)
            {
                byte[] bytes = Assert.IsType<byte[]>(await node.Services.Archive.Reader.ReadRecordAsync(proposed.JobId, node.Address, sequence));
                Assert.True(await ledger.VerifyRecordAsync(proposed.JobId, node.Address, (ulong)sequence, OperationRecord.HashOf(bytes)));
            }
        }

        JobView view = await consortium[0].Catalogue.ShowAsync(proposed.JobId);
        Assert.Equal(JobState.Completed, view.Summary.State);
        Assert.Equal(specification, view.Specification);
        string onChain = Convert.ToHexStringLower(Assert.NotNull(view.Result).ToArray());
        Assert.All(results, result => Assert.Equal(onChain, result.ResultHash));
        Assert.All(view.Parties, party => Assert.Equal(party.HoldsData, party.Consented));
        return [.. results];
    }

    private static async Task<IReadOnlyList<long>> AllRecordsAsync(TestNode node, Bytes32 jobId)
    {
        var found = new List<long>();
        while (await node.Services.Archive.Reader.ReadRecordAsync(jobId, node.Address, found.Count) is not null) found.Add(found.Count);
        return found;
    }

    /// <summary>Releases are proven on the ledger; data sets and moves in artifacts that records name.</summary>
    private static async Task RequireRelationsAsync(JobConsortium consortium, ProposedJob proposed)
    {
        var ledger = new AuditLedger(consortium[1].Chain.Client, consortium.Contracts.AuditLedger);
        ulong head = await consortium[1].Chain.Client.GetBlockNumberAsync();
        int proven = 0;
        await foreach (AuditLedger.RelationProved _ in ledger.QueryRelationProvedAsync(0, head)) proven++;
        Assert.Equal(4, proven); // each round, the key holder that released the integers and the computing party that got them
        foreach (TestNode node in consortium.Nodes)
        {
            OperationRecord committed = await FindAsync(node, proposed.JobId, OperationKind.DatasetCommitted);
            Assert.Equal(2, committed.Commitments.Count);
            Assert.Contains(committed.Outputs, o => o.Name == Records.Relations.RelationProof.ArtifactName);
            Assert.Equal(64, committed.Parameters["dataset"].Length);
        }

        foreach (TestNode node in consortium.Nodes)
        {
            OperationRecord updated = await FindAsync(node, proposed.JobId, OperationKind.CentroidsUpdated);
            Assert.Contains(updated.Outputs, o => o.Name == Records.Relations.RelationProof.ArtifactName);
        }

        Assert.Equal(NodeRecordKind.JobCompleted, (await FindAsync(consortium[0], proposed.JobId, NodeRecordKind.JobCompleted)).Kind);
    }

    private static void RequireCharged(JobConsortium consortium, ProposedJob proposed, JobSpecification specification) =>
        Assert.All(consortium.Nodes.Where(n => specification.PartyOf(n.Address)!.Columns.Count > 0), node =>
        {
            Bytes32 id = node.Services.Accounts.IdentifierOfAsync(TestNode.DatasetName).GetAwaiter().GetResult();
            var spent = node.Chain.Budgets.SpentByJobAsync(node.Address, id, proposed.JobId).GetAwaiter().GetResult();
            Assert.InRange(spent, 1, (System.Numerics.BigInteger)specification.RhoUnits);
        });

    private static async Task<OperationRecord> FindAsync(TestNode node, Bytes32 jobId, string kind)
    {
        for (long sequence = 0; await node.Services.Archive.Reader.ReadRecordAsync(jobId, node.Address, sequence) is { } bytes; sequence++)
        {
            OperationRecord record = OperationRecord.Parse(bytes);
            if (record.Kind == kind) return record;
        }

        throw new InvalidOperationException($"{node.Name} has no record {kind}.");
    }

    private static async Task EndedAsync(TestNode node, Bytes32 jobId)
    {
        var ended = new TaskCompletionSource<JobProgress>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(Bytes32 id, JobProgress progress)
        {
            if (id == jobId && progress.Phase is JobPhase.Completed or JobPhase.Aborted) ended.TrySetResult(progress);
            else if (id == jobId && progress.Phase is JobPhase.Interrupted) ended.TrySetException(new InvalidOperationException(progress.Reason));
        }

        node.Services.Progress.Changed += Look;
        Look(jobId, node.Services.Progress[jobId]);
        Assert.Equal(JobPhase.Completed, (await ended.Task).Phase);
    }
}
