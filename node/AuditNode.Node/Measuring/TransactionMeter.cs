using System.Diagnostics.Metrics;

namespace AuditNode.Node.Measuring;

/// <summary>Counts the account's transactions, by what they are for.</summary>
public sealed class TransactionMeter
{
    private readonly Counter<long> _submitted, _settled, _gas;
    private readonly Histogram<double> _finality;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meter">The node's meter.</param>
    public TransactionMeter(Meter meter)
    {
        ArgumentNullException.ThrowIfNull(meter);
        _submitted = meter.CreateCounter<long>("auditnode.transaction.submitted", "{transaction}", "Transactions that a node of the chain took.");
        _settled = meter.CreateCounter<long>(
            "auditnode.transaction.settled", "{transaction}", "Transactions that ended: final, lost (no effect, or another took the nonce), or refused before they left.");
        _gas = meter.CreateCounter<long>("auditnode.transaction.gas", "{gas}", "Gas that transactions in blocks used.");
        _finality = meter.CreateHistogram<double>("auditnode.transaction.finality.duration", "s", "Time from the sending of a transaction until it is final.");
    }

    internal void Submitted(string purpose) => _submitted.Add(1, MetricTag.Of(MetricTag.Purpose, purpose));

    internal void Refused(string purpose) => _settled.Add(1, MetricTag.Of(MetricTag.Purpose, purpose), MetricTag.Of(MetricTag.Outcome, "refused"));

    internal void Settled(string purpose, bool isFinal, TimeSpan after, ulong? gas)
    {
        KeyValuePair<string, object?> tag = MetricTag.Of(MetricTag.Purpose, purpose);
        _settled.Add(1, tag, MetricTag.Of(MetricTag.Outcome, isFinal ? "final" : "lost"));
        if (isFinal) _finality.Record(after.TotalSeconds, tag);
        if (gas is { } used) _gas.Add((long)used, tag);
    }
}
