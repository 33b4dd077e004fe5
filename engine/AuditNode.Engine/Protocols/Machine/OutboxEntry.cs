using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols;

/// <summary>A message that was sent and is not acknowledged.</summary>
/// <param name="Sequence">Its number among those to its receiver.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Header">Its first bytes.</param>
/// <param name="Body">SHA-256 of the others, which lie in the blob store.</param>
/// <param name="CauseFrom">Sender of the message that it answers, or empty.</param>
/// <param name="CauseSequence">Number of that message.</param>
internal sealed record OutboxEntry(
    long Sequence, string Kind, ReadOnlyMemory<byte> Header, ReadOnlyMemory<byte> Body, string CauseFrom, long CauseSequence)
{
    public const int MinimumLength = 8 + 2 + 4 + Envelope.DigestLength + 2 + 8;

    public void Write(BinaryFieldWriter writer)
    {
        writer.WriteUInt64((ulong)Sequence);
        writer.WriteText(Kind);
        writer.WriteCount(Header.Length);
        writer.WriteBytes(Header.Span);
        writer.WriteBytes(Body.Span);
        writer.WriteText(CauseFrom);
        writer.WriteUInt64((ulong)CauseSequence);
    }

    public static OutboxEntry Read(ref BoundedReader reader) => new(
        reader.ReadInt64("outbox sequence", sizeof(ulong), long.MaxValue),
        reader.ReadText("outbox kind"),
        reader.ReadBytes("outbox header", reader.ReadCount("outbox header length", 0, MessageHeader.MaximumLength, 1)).ToArray(),
        reader.ReadBytes("outbox body", Envelope.DigestLength).ToArray(),
        reader.ReadText("outbox cause"),
        reader.ReadInt64("outbox cause sequence", sizeof(ulong), long.MaxValue));
}
