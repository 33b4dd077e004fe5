using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using AuditNode.Node.Anchoring;
using AuditNode.Node.Api;

namespace AuditNode.Node.Measuring;

/// <summary>Shows the last sample: records on their way, the chain, privacy accounts. Nothing is shown before the first.</summary>
internal sealed class SampleMeter
{
    private volatile NodeSample? _last;

    public SampleMeter(Meter meter, TimeProvider clock)
    {
        Show(meter.CreateObservableCounter<long>, "auditnode.record.journaled", "{record}", "Records in the journal, since it began.", s => Journaled(s.Anchoring));
        Show(meter.CreateObservableCounter<long>, "auditnode.record.anchored", "{record}", "Records that are final on the ledger, since the journal began.", s => s.Anchoring.Final);
        meter.CreateObservableUpDownCounter("auditnode.record.backlog", Backlog, "{record}", "Records that are not final yet.");
        Show(meter.CreateObservableUpDownCounter<long>, "auditnode.record.backlog.limit", "{record}", "Backlog at which jobs pause.", s => s.Anchoring.MaximumBacklog);
        meter.CreateObservableGauge(
            "auditnode.record.unanchored.age", () => _last is { } s ? [new Measurement<double>(Age(s.Anchoring, clock.GetUtcNow()))] : Array.Empty<Measurement<double>>(), "s",
            "Age of the oldest record that is not final; 0 where all are.");
        Show(meter.CreateObservableUpDownCounter<long>, "auditnode.record.streams.held", "{stream}", "Streams whose next record the ledger does not take.", s => s.Anchoring.Held.Count);
        meter.CreateObservableGauge("auditnode.chain.head", Head, "{block}", "Number of the newest block that was seen.");
        meter.CreateObservableUpDownCounter("auditnode.chain.status", States, "1", "1 for how the chain behaves now, 0 for the other states.");
        Show(meter.CreateObservableCounter<long>, "auditnode.chain.reorganizations", "{reorganization}", "Blocks with this node's records that left the chain, since the process began.", s => s.Anchoring.Reorganizations);
        Account(meter, "auditnode.privacy.cap", "The most that may ever be spent, in rho of zero-concentrated differential privacy.", budget => budget.Cap);
        Account(meter, "auditnode.privacy.spent", "What is spent of it.", budget => budget.Spent);
        Account(meter, "auditnode.privacy.remaining", "What is left of it.", budget => budget.Remaining);
    }

    private delegate Instrument Creation(string name, Func<IEnumerable<Measurement<long>>> values, string? unit, string? description);

    public void Set(NodeSample sample) => _last = sample;

    private static long Journaled(AnchorStatus status) => status.Backlog + status.Final;

    private static double Age(AnchorStatus status, DateTimeOffset now) =>
        status.OldestUnanchored is { } oldest && oldest < now ? (now - oldest).TotalSeconds : 0;

    // Units of 1e-12 go to 2^128, which no integer of a metric holds; a double has 53 bits of it.
    private static double Rho(string units) => double.Parse(units, CultureInfo.InvariantCulture) / 1e12;

    private void Show(Creation create, string name, string unit, string description, Func<NodeSample, long> value) =>
        create(name, () => _last is { } sample ? [new Measurement<long>(value(sample))] : [], unit, description);

    private void Account(Meter meter, string name, string description, Func<BudgetView, string> units) => meter.CreateObservableGauge(
        name,
        () => _last is { } sample
            ? sample.Budgets.Select(budget => new Measurement<double>(Rho(units(budget)), MetricTag.Of(MetricTag.Dataset, budget.Dataset)))
            : [],
        "{rho}", description);

    private IEnumerable<Measurement<long>> Backlog() => _last?.Anchoring is { } status
        ? [State(status.Pending, "pending"), State(status.Submitted, "submitted"), State(status.Included, "included")]
        : [];

    private IEnumerable<Measurement<long>> States() => _last is { } sample
        ? Enum.GetValues<ChainState>().Select(state => new Measurement<long>(
            state == sample.Anchoring.Chain ? 1 : 0, MetricTag.Of(MetricTag.ChainState, JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString()))))
        : [];

    private static Measurement<long> State(long records, string name) => new(records, MetricTag.Of(MetricTag.RecordState, name));

    private IEnumerable<Measurement<long>> Head() => _last?.Anchoring.Head is { } head ? [new Measurement<long>((long)head)] : [];
}
