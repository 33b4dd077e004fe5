using System.Diagnostics;
using System.Diagnostics.Metrics;
using AuditNode.Node.Peers;

namespace AuditNode.Node.Measuring;

/// <summary>Counts messages between this node and others, their bytes, and what is refused.</summary>
public sealed class PeerMeter
{
    private static readonly KeyValuePair<string, object?> s_transmit = MetricTag.Of(MetricTag.Direction, "transmit"), s_receive = MetricTag.Of(MetricTag.Direction, "receive");

    private readonly Counter<long> _messages, _bytes;
    private readonly Histogram<double> _transfer;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meter">The node's meter.</param>
    /// <param name="services">What is measured.</param>
    public PeerMeter(Meter meter, PeerServices services)
    {
        ArgumentNullException.ThrowIfNull(meter);
        ArgumentNullException.ThrowIfNull(services);
        _messages = meter.CreateCounter<long>("auditnode.peer.messages", "{message}", "Messages that their receiver has for good.");
        _bytes = meter.CreateCounter<long>("auditnode.peer.message.io", "By", "Bytes of these messages, with header and record, without repeats.");
        _transfer = meter.CreateHistogram<double>("auditnode.peer.transfer.duration", "s", "Time from the first byte of a message to its acknowledgement, broken connections included.");
        meter.CreateObservableCounter("auditnode.peer.network.io", () => Bytes(services.Traffic), "By", "Bytes over TCP, with TLS, HTTP and repeats, of admitted peers and strangers.");
        meter.CreateObservableCounter(
            "auditnode.peer.refusals",
            () => services.Refusals.Counts.Select(refused => new Measurement<long>(refused.Value, MetricTag.Of(MetricTag.RefusalReason, refused.Key.ToCode()))),
            "{refusal}", "Connections, requests and messages of peers that were refused.");
        services.Inbox.Arrived += Received;
    }

    internal void Sent(string kind, long bytes, TimeSpan duration) => Count(s_transmit, kind, bytes, duration);

    private void Received(WireHeader header, long bytes, DateTimeOffset begun)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using Activity? span = Begin("peer.receive", ActivityKind.Consumer, header, bytes, parent: null, begun);
        Count(s_receive, header.Kind, bytes, now > begun ? now - begun : TimeSpan.Zero);
    }

    /// <summary>Begins the span of a message's way.</summary>
    internal static Activity? Begin(string name, ActivityKind kind, WireHeader header, long bytes, Activity? parent, DateTimeOffset? begun = null) =>
        Spans.Begin(name, kind, parent, begun)?
            .SetTag("auditnode.job.id", header.Message.JobId.ToString())
            .SetTag("auditnode.peer.institution", (kind == ActivityKind.Consumer ? header.Sender : header.Receiver).ToString())
            .SetTag(MetricTag.MessageKind, header.Kind)
            .SetTag("auditnode.message.sequence", header.Message.Sequence)
            .SetTag("auditnode.message.bytes", bytes);

    private void Count(KeyValuePair<string, object?> direction, string kind, long bytes, TimeSpan duration)
    {
        KeyValuePair<string, object?> tag = MetricTag.Of(MetricTag.MessageKind, kind);
        _messages.Add(1, direction, tag);
        _bytes.Add(bytes, direction, tag);
        _transfer.Record(duration.TotalSeconds, direction, tag);
    }

    private static IEnumerable<Measurement<long>> Bytes(PeerTraffic traffic)
    {
        var all = traffic.ByPeer.Values.Append(traffic.Strangers).ToArray();
        return [new(all.Sum(peer => peer.Sent), s_transmit), new(all.Sum(peer => peer.Received), s_receive)];
    }
}
