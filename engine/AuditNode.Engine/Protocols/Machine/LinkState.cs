using System.Collections.Immutable;
using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols;

/// <summary>What went to and came from another party.</summary>
/// <param name="Sent">Number of messages sent.</param>
/// <param name="Received">SHA-256 of each message taken, in order.</param>
/// <param name="Outbox">Messages sent and not acknowledged, in order.</param>
internal sealed record LinkState(long Sent, ImmutableList<ReadOnlyMemory<byte>> Received, ImmutableList<OutboxEntry> Outbox)
{
    private const int MaximumMessages = 1 << 24;

    public static LinkState Fresh { get; } = new(0, [], []);

    /// <summary>Takes a message: counts it, and drops what it acknowledges.</summary>
    public LinkState Take(Message message) => this with
    {
        Received = Received.Add(message.Envelope.Sha256.ToArray()),
        Outbox = Outbox.RemoveAll(e => e.Sequence < message.Header.Acknowledged),
    };

    public void Write(BinaryFieldWriter writer)
    {
        writer.WriteUInt64((ulong)Sent);
        writer.WriteCount(Received.Count);
        foreach (ReadOnlyMemory<byte> digest in Received) writer.WriteBytes(digest.Span);
        writer.WriteCount(Outbox.Count);
        foreach (OutboxEntry entry in Outbox) entry.Write(writer);
    }

    public static LinkState Read(ref BoundedReader reader)
    {
        long sent = reader.ReadInt64("sent", sizeof(ulong), MaximumMessages);
        ImmutableList<ReadOnlyMemory<byte>>.Builder received = ImmutableList.CreateBuilder<ReadOnlyMemory<byte>>();
        int count = reader.ReadCount("received", 0, MaximumMessages, Envelope.DigestLength);
        for (int i = 0; i < count; i++) received.Add(reader.ReadBytes("received digest", Envelope.DigestLength).ToArray());
        ImmutableList<OutboxEntry>.Builder outbox = ImmutableList.CreateBuilder<OutboxEntry>();
        count = reader.ReadCount("outbox", 0, MaximumMessages, OutboxEntry.MinimumLength);
        for (int i = 0; i < count; i++) outbox.Add(OutboxEntry.Read(ref reader));
        return new LinkState(sent, received.ToImmutable(), outbox.ToImmutable());
    }
}
