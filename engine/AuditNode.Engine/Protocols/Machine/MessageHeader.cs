using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols;

/// <summary>The fields that every message begins with.</summary>
/// <param name="Kind">What the message is.</param>
/// <param name="JobDigest">SHA-256 of the job, 32 bytes.</param>
/// <param name="Round">Round from 1, or 0 outside of rounds.</param>
/// <param name="Item">Which of several messages of the same kind and round, from 0.</param>
/// <param name="Acknowledged">Messages of the receiver that the sender has taken.</param>
internal sealed record MessageHeader(string Kind, ReadOnlyMemory<byte> JobDigest, int Round, int Item, long Acknowledged)
{
    /// <summary>"ANPM".</summary>
    public const uint Magic = 0x4d504e41;

    /// <summary>The version that is written and read.</summary>
    public const ushort Version = 1;

    /// <summary>Bytes of a header without its kind.</summary>
    public const int FixedLength = sizeof(uint) + (2 * sizeof(ushort)) + Envelope.DigestLength + (2 * sizeof(uint)) + sizeof(ulong);

    /// <summary>Bytes of a header with the longest kind that a protocol uses, and some.</summary>
    public const int MaximumLength = 160;

    private const int MaximumRounds = 1 << 20, MaximumItems = 1 << 30;

    public byte[] ToBytes() => FieldExtensions.Build(writer =>
    {
        writer.WriteUInt32(Magic);
        writer.WriteUInt16(Version);
        writer.WriteText(Kind);
        writer.WriteBytes(JobDigest.Span);
        writer.WriteUInt32((uint)Round);
        writer.WriteUInt32((uint)Item);
        writer.WriteUInt64((ulong)Acknowledged);
    });

    public static MessageHeader Read(ref BoundedReader reader)
    {
        uint magic = reader.ReadUInt32("magic");
        ushort version = reader.ReadUInt16("version");
        if (magic != Magic || version != Version)
            throw new SerializationException("magic", $"{magic:x8}, version {version}", $"{Magic:x8}, version {Version}", "Run the same version at all parties.");
        return new MessageHeader(
            reader.ReadText("kind"),
            reader.ReadBytes("job", Envelope.DigestLength).ToArray(),
            (int)reader.ReadInt64("round", sizeof(uint), MaximumRounds),
            (int)reader.ReadInt64("item", sizeof(uint), MaximumItems),
            reader.ReadInt64("acknowledged", sizeof(ulong), long.MaxValue));
    }
}
