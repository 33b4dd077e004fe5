using System.Diagnostics;
using AuditNode.Node.Anchoring;
using AuditNode.Node.Api;
using AuditNode.Node.Jobs;
using AuditNode.Node.Journal;
using AuditNode.Node.Measuring;
using AuditNode.Node.Tests.Jobs;
using AuditNode.Node.Tests.Peers;
using AuditNode.Records.Jobs;
using AuditNode.Records.Operations;
using AuditNode.Verifier.OnChain;
using TestNode = AuditNode.Node.Tests.Jobs.TestNode;

namespace AuditNode.Node.Tests.Measuring;

/// <summary>What is measured of one real job: two institutions over TLS, on a chain.</summary>
public sealed class MeasuredJobTests : IAsyncLifetime
{
    private readonly List<MetricReader> _read = [];
    private readonly SpanReader _spans = new();
    private readonly List<PeerEnd> _ends = [];
    private JobConsortium _consortium = null!;
    private ProposedJob _proposed = null!;

    [Fact]
    public async Task A_job_shows_in_metrics_and_spans_and_neither_grows_with_jobs_nor_tells_data()
    {
        foreach (TestNode node in _consortium.Nodes) await SampleAsync(node);
        await RequireRecordsAsync();
        RequireMessages();
        RequireJob();
        await RequireSpansAsync();
        RequireBounded();
    }

    public async Task InitializeAsync()
    {
        _consortium = await JobConsortium.StartAsync("clinic", "insurer");
        var registry = new MemoryRegistry();
        foreach (TestNode node in _consortium.Nodes)
        {
            _read.Add(new MetricReader(node.Meter));
            var end = new PeerEnd(node, registry, Path.Combine(_consortium.FolderOf(node.Name), "inbox"));
            _ends.Add(end);
            await end.ListenAsync();
        }

        await _ends[0].KnowAsync(_ends[1]);
        await _ends[1].KnowAsync(_ends[0]);
        JobSpecification specification = SampleJob.TwoParties(_consortium, noiseCandidates: 3);
        _proposed = await SampleJob.ConsentedAsync(_consortium, specification);
        JobEnd[] ended = await Task.WhenAll(_consortium.Nodes.Select(node => node.RunAsync(_proposed.JobId)));
        Assert.All(ended, end => Assert.Equal(JobState.Completed, end.State));
    }

    public async Task DisposeAsync()
    {
        foreach (PeerEnd end in _ends) await end.DisposeAsync();
        foreach (MetricReader reader in _read) reader.Dispose();
        await _consortium.DisposeAsync();
        _spans.Dispose();
    }

    private async Task SampleAsync(TestNode node)
    {
        MetricReader read = _read[_consortium.Nodes.ToList().IndexOf(node)];
        // The journal knows that a transaction is final before meter and span do.
        for (int i = 0; await node.Anchorer.GetStatusAsync() is not { Backlog: 0, Chain: ChainState.Working } || !IsSettled(read, "ledger.append") || !IsSettled(read, "budget.charge"); i++)
        {
            Assert.True(i < 1200, "Records were not final within 2 minutes.");
            await Task.Delay(100);
        }

        var sampler = new NodeSampler(node.Meter, node.Anchorer, async _ =>
        {
            var source = node.Services.Datasets.Find(null);
            var left = await node.Services.Accounts.RemainingAsync(source);
            return [new BudgetView(source.Name, "", true, $"{source.Cap}", $"{source.Cap - (UInt128)left}", $"{left}")];
        }, TimeProvider.System);
        await sampler.SampleAsync();
        read.Observe();
    }

    private static bool IsSettled(MetricReader read, string purpose) =>
        read[$"auditnode.transaction.submitted{{auditnode.transaction.purpose={purpose}}}"]
        == read[$"auditnode.transaction.settled{{auditnode.transaction.outcome=final,auditnode.transaction.purpose={purpose}}}"];

    private async Task RequireRecordsAsync()
    {
        for (int i = 0; i < _read.Count; i++)
        {
            MetricReader read = _read[i];
            int archived = (await RecordsAsync(_consortium[i])).Count;
            Assert.Equal(archived, read["auditnode.record.journaled"]);
            Assert.Equal(archived, read["auditnode.record.anchored"]);
            Assert.All(read.Series.Where(series => series.StartsWith("auditnode.record.backlog{", StringComparison.Ordinal)), series => Assert.Equal(0, read[series]));
            Assert.Equal((0, 4096), (read["auditnode.record.unanchored.age"], read["auditnode.record.backlog.limit"]));
            Assert.True(read["auditnode.chain.head"] > 0);
            Assert.Equal((1, 0), (read["auditnode.chain.status{auditnode.chain.state=working}"], read["auditnode.chain.status{auditnode.chain.state=unreachable}"]));
            Assert.True(read["auditnode.transaction.submitted{auditnode.transaction.purpose=ledger.append}"] > 0);
            Assert.Equal(
                read["auditnode.transaction.submitted{auditnode.transaction.purpose=ledger.append}"],
                read["auditnode.transaction.settled{auditnode.transaction.outcome=final,auditnode.transaction.purpose=ledger.append}"]);
            Assert.True(read["auditnode.transaction.gas{auditnode.transaction.purpose=ledger.append}"] > 100_000);
            Assert.True(read["auditnode.transaction.finality.duration{auditnode.transaction.purpose=budget.charge}"] > 0);
            Assert.True(read["auditnode.privacy.spent{auditnode.dataset=records}"] > 0);
            Assert.Equal(
                read["auditnode.privacy.cap{auditnode.dataset=records}"],
                read["auditnode.privacy.spent{auditnode.dataset=records}"] + read["auditnode.privacy.remaining{auditnode.dataset=records}"]);
        }
    }

    private void RequireMessages()
    {
        string[] Kinds(MetricReader read, string direction) => [.. read.Series
            .Where(series => series.StartsWith("auditnode.peer.messages{", StringComparison.Ordinal) && series.Contains($"network.io.direction={direction}", StringComparison.Ordinal))];
        foreach ((MetricReader from, MetricReader to) in ((MetricReader, MetricReader)[])[(_read[0], _read[1]), (_read[1], _read[0])])
        {
            Assert.NotEmpty(Kinds(from, "transmit"));
            double bytes = 0;
            foreach (string sent in Kinds(from, "transmit"))
            {
                string received = sent.Replace("transmit", "receive", StringComparison.Ordinal);
                Assert.Equal(from[sent], to[received]);
                string InBytes(string series) => series.Replace("peer.messages", "peer.message.io", StringComparison.Ordinal);
                Assert.Equal(from[InBytes(sent)], to[InBytes(received)]);
                bytes += from[InBytes(sent)];
            }

            Assert.True(from["auditnode.peer.network.io{network.io.direction=transmit}"] > bytes);
        }
    }

    private void RequireJob() => Assert.All(_read, read =>
    {
        Assert.Equal(2, read["auditnode.job.rounds"]);
        Assert.Equal((1, 0), (read["auditnode.job.count{auditnode.job.phase=completed}"], read["auditnode.job.count{auditnode.job.phase=running}"]));
        Assert.Equal(1, read["auditnode.job.phase.duration{auditnode.job.phase=completing}"]);
        Assert.True(read["auditnode.job.operation.duration{auditnode.operation.kind=dataset.committed}"] > 0);
    });

    private async Task RequireSpansAsync()
    {
        IReadOnlyList<Activity> spans = _spans.Of(_proposed.JobId);
        Activity[] jobs = [.. spans.Where(span => span.OperationName == "job")];
        Assert.Equal(2, jobs.Length);
        Assert.All(jobs, job => Assert.Equal("completed", job.GetTagItem("auditnode.job.state")));
        Activity[] rounds = [.. spans.Where(span => span.OperationName == "job.round")];
        Assert.All(rounds, round => Assert.Contains(jobs, job => job.SpanId == round.ParentSpanId));
        Assert.Equal([1, 1, 2, 2], rounds.Select(round => (int)round.GetTagItem("auditnode.job.round")!).Order());

        List<OperationRecord> records = [.. (await Task.WhenAll(_consortium.Nodes.Select(RecordsAsync))).SelectMany(all => all)];
        Activity[] operations = [.. spans.Where(span => span.OperationName == "job.operation")];
        Assert.Equal(
            records.Where(record => record.Kind != NodeRecordKind.JobCompleted).Select(record => $"{record.Hash}").Order(),
            operations.Select(operation => (string)operation.GetTagItem("auditnode.record.hash")!).Order());
        Assert.All(operations, operation => Assert.Contains(jobs.Concat(rounds), parent => parent.SpanId == operation.ParentSpanId));

        Activity[] batches = [.. spans.Where(span => span.OperationName == "ledger.append")];
        Assert.Equal(records.Count, batches.Sum(batch => (int)batch.GetTagItem("auditnode.record.count")!));
        Assert.All(batches, batch => Assert.Equal("final", batch.GetTagItem("auditnode.transaction.outcome")));
        Assert.All(batches, batch => Assert.Contains(batch.Events, happened => happened.Name == "included"));

        Activity[] sent = [.. spans.Where(span => span.OperationName == "peer.send")], received = [.. spans.Where(span => span.OperationName == "peer.receive")];
        Assert.Equal(sent.Length, received.Length);
        Assert.All(sent, message => Assert.Contains(jobs.Concat(rounds), parent => parent.SpanId == message.ParentSpanId));
    }

    private void RequireBounded() => Assert.All(_read, read =>
    {
        Assert.InRange(read.Series.Count, 1, 200);
        Assert.DoesNotContain(read.Series, series => series.Contains("0x", StringComparison.Ordinal) || series.Contains("127.0.0.1", StringComparison.Ordinal));
    });

    private async Task<List<OperationRecord>> RecordsAsync(TestNode node)
    {
        var records = new List<OperationRecord>();
        while (await node.Services.Archive.Reader.ReadRecordAsync(_proposed.JobId, node.Address, records.Count) is { } bytes) records.Add(OperationRecord.Parse(bytes));
        return records;
    }
}
