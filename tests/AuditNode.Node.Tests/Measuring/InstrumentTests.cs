using System.Diagnostics.Metrics;
using AuditNode.Node.Jobs;
using AuditNode.Node.Measuring;
using AuditNode.Node.Peers;
using AuditNode.Node.Tests.Hosting;
using AuditNode.Node.Tests.Peers;

namespace AuditNode.Node.Tests.Measuring;

public sealed class InstrumentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Meter _meter = new(Spans.SourceName);

    [Fact]
    public async Task The_operations_guide_lists_every_instrument_with_its_unit()
    {
        await using var peer = new TestNode(1, new MemoryRegistry(), _folder.Path);
        using var reader = new MetricReader(_meter);
        _ = new TransactionMeter(_meter);
        _ = new PeerMeter(_meter, peer.Services);
        _ = new JobMeter(_meter, new JobProgressBoard(TimeProvider.System), TimeProvider.System);
        _ = new SampleMeter(_meter, TimeProvider.System);

        string[] guide = File.ReadAllLines(Path.Combine(DocumentationTests.Root, "docs", "operations.md"));
        Assert.Equal(
            reader.Instruments.Select(instrument => instrument.Name).Order(StringComparer.Ordinal),
            guide.Where(line => line.StartsWith("| `auditnode.", StringComparison.Ordinal)).Select(line => line.Split('`')[1]).Order(StringComparer.Ordinal));
        Assert.All(reader.Instruments, instrument => Assert.Contains(guide, line => line.StartsWith($"| `{instrument.Name}` | {instrument.Unit} |", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Refusals_are_counted_by_the_reason_that_goes_over_the_wire()
    {
        await using var peer = new TestNode(1, new MemoryRegistry(), _folder.Path);
        using var reader = new MetricReader(_meter);
        _ = new PeerMeter(_meter, peer.Services);

        for (int i = 0; i < 30; i++) await peer.Services.Refusals.RecordAsync(new Refusal(TimeProvider.System.GetUtcNow(), RefusalReason.WrongDigest, "as a test has it"));

        reader.Observe();
        Assert.Equal(30, reader["auditnode.peer.refusals{auditnode.refusal.reason=wrong-digest}"]);
    }

    [Fact]
    public void A_job_that_is_taken_up_in_a_later_round_counts_the_rounds_from_there()
    {
        var board = new JobProgressBoard(TimeProvider.System);
        using var reader = new MetricReader(_meter);
        _ = new JobMeter(_meter, board, TimeProvider.System);
        board.Enter(default, JobPhase.Running, rounds: 9);
        board.Advance(default, "evaluation", 5, 0.5);
        board.Advance(default, "storage", 0, 1);
        board.Advance(default, "evaluation", 6, 0.5);
        board.Enter(default, JobPhase.Interrupted, "the node stops");
        board.Enter(default, JobPhase.Running);
        board.Advance(default, "evaluation", 6, 0.5);
        board.Enter(default, JobPhase.Completing);

        Assert.Equal(2, reader["auditnode.job.rounds"]); // 5 and 6; whoever stopped in the midst of 6 had not completed it
    }

    public void Dispose()
    {
        _meter.Dispose();
        _folder.Dispose();
    }
}
