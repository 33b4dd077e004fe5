using System.Diagnostics;
using AuditNode.Engine.Protocols;
using AuditNode.Node.Measuring;

namespace AuditNode.Node.Peers;

/// <summary>Counts messages that go out, for the party that sends them and for the node.</summary>
/// <param name="sent">The party's count.</param>
/// <param name="meter">The node's, or null.</param>
internal sealed class OutboundCount(TrafficCounter sent, PeerMeter? meter)
{
    /// <summary>Counts the sending of a message, which ends with its acknowledgement.</summary>
    /// <param name="message">The message.</param>
    /// <param name="send">Sends it, and tells the bytes of each attempt.</param>
    public async Task MeasureAsync(OutgoingMessage message, Func<Action<long>, Task> send)
    {
        string kind = message.Header.Kind;
        long began = TimeProvider.System.GetTimestamp();
        using Activity? span = PeerMeter.Begin("peer.send", ActivityKind.Producer, message.Header, message.Length, JobTrace.Ambient?.Current);
        try
        {
            await send(bytes => sent.Add(kind, new Traffic(0, bytes))).ConfigureAwait(false);
        }
        catch (Exception e) when (span is not null)
        {
            span.Fail(e);
            throw;
        }

        sent.Add(kind, new Traffic(1, 0));
        meter?.Sent(kind, message.Length, TimeProvider.System.GetElapsedTime(began));
    }
}
