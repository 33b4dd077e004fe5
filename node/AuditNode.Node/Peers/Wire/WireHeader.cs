using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using AuditNode.Chain;
using AuditNode.Engine.Protocols;
using AuditNode.Records.Operations;

namespace AuditNode.Node.Peers;

/// <summary>
/// What stands before the payload of a message between nodes: byte by byte in docs/peers.md. Numbers are little-endian. The header names the
/// payload by its digest, so that the digest of the header, <see cref="DigestOf"/>, stands for the whole message.
/// </summary>
/// <param name="Message">Job, parties, number.</param>
/// <param name="Sender">Institution of the sending party.</param>
/// <param name="Receiver">Institution of the receiving party.</param>
/// <param name="Kind">What the message is: 1 to 64 of a-z, 0-9, '.', '-' and '_'.</param>
/// <param name="PayloadLength">Bytes of the payload.</param>
/// <param name="PayloadSha256">Its digest.</param>
/// <param name="Record">Canonical bytes of the sender's record of the message; empty for none.</param>
public sealed record WireHeader(
    MessageAddress Message, Address Sender, Address Receiver, string Kind, long PayloadLength, Bytes32 PayloadSha256, ReadOnlyMemory<byte> Record)
{
    /// <summary>Bytes up to and including the length of the whole header.</summary>
    public const int PrefixLength = 4 + 2 + 4;

    /// <summary>Most bytes of a header with its record.</summary>
    public const int MaximumLength = PrefixLength + Bytes32.ByteCount + (2 * Address.ByteCount) + (3 * (1 + PartyName.MaximumLength)) + 8 + 8 + Bytes32.ByteCount + 4 + OperationRecord.MaximumByteCount;

    private const uint Magic = 0x57504e41; // "ANPW"
    private const ushort Version = 1;

    /// <summary>Whether a text can be a kind.</summary>
    /// <param name="kind">Any text.</param>
    public static bool IsValidKind(string? kind) => PartyName.IsValid(kind);

    /// <summary>The bytes of the header, the record included.</summary>
    /// <exception cref="ArgumentException">A field is out of its range.</exception>
    public byte[] ToBytes()
    {
        if (!IsValidKind(Kind)) throw new ArgumentException("A kind has 1 to 64 of a-z, 0-9, '.', '-' and '_'.", nameof(Kind));
        if (Record.Length > OperationRecord.MaximumByteCount) throw new ArgumentException($"A record has at most {OperationRecord.MaximumByteCount} bytes.", nameof(Record));
        var bytes = new List<byte>(512 + Record.Length);
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(number, Magic);
        bytes.AddRange(number[..4]);
        BinaryPrimitives.WriteUInt16LittleEndian(number, Version);
        bytes.AddRange(number[..2]);
        bytes.AddRange(new byte[4]); // the length, when it is known
        bytes.AddRange(Message.JobId.ToArray());
        bytes.AddRange(Sender.ToArray());
        bytes.AddRange(Receiver.ToArray());
        foreach (string text in (string[])[Message.From, Message.To, Kind])
        {
            bytes.Add((byte)text.Length);
            bytes.AddRange(Encoding.ASCII.GetBytes(text));
        }

        BinaryPrimitives.WriteInt64LittleEndian(number, Message.Sequence);
        bytes.AddRange(number);
        BinaryPrimitives.WriteInt64LittleEndian(number, PayloadLength);
        bytes.AddRange(number);
        bytes.AddRange(PayloadSha256.ToArray());
        BinaryPrimitives.WriteInt32LittleEndian(number, Record.Length);
        bytes.AddRange(number[..4]);
        bytes.AddRange(Record.Span);
        byte[] result = [.. bytes];
        BinaryPrimitives.WriteInt32LittleEndian(result.AsSpan(6), result.Length);
        return result;
    }

    /// <summary>SHA-256 of a header's bytes.</summary>
    /// <param name="header">What <see cref="ToBytes"/> gave.</param>
    public static Bytes32 DigestOf(ReadOnlySpan<byte> header) => Bytes32.FromBytes(SHA256.HashData(header));

    /// <summary>The length of the whole header from its first <see cref="PrefixLength"/> bytes.</summary>
    /// <param name="prefix">These bytes.</param>
    /// <exception cref="RefusedException">They are no beginning of a header of this version, or its length is out of range.</exception>
    public static int ReadLength(ReadOnlySpan<byte> prefix)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(prefix) != Magic) throw Malformed("magic", "it is no message of a node");
        ushort version = BinaryPrimitives.ReadUInt16LittleEndian(prefix[4..]);
        if (version != Version) throw Malformed("version", $"it is {version}, this node speaks {Version}; run the same version at all institutions");
        int length = BinaryPrimitives.ReadInt32LittleEndian(prefix[6..]);
        return length is > PrefixLength and <= MaximumLength ? length : throw Malformed("length", $"it is {length}, at most {MaximumLength} is possible");
    }

    /// <summary>Reads a header of untrusted origin; the record is only measured.</summary>
    /// <param name="header">All its bytes.</param>
    /// <exception cref="RefusedException">A field is out of its range, or bytes are missing or too many.</exception>
    public static WireHeader Parse(ReadOnlyMemory<byte> header)
    {
        var reader = new HeaderReader(header);
        if (ReadLength(reader.Take("prefix", PrefixLength).Span) != header.Length) throw Malformed("length", "it is not that of the bytes");
        var job = Bytes32.FromBytes(reader.Take("job", Bytes32.ByteCount).Span);
        var sender = Address.FromBytes(reader.Take("sender", Address.ByteCount).Span);
        var receiver = Address.FromBytes(reader.Take("receiver", Address.ByteCount).Span);
        string from = reader.Text("from"), to = reader.Text("to"), kind = reader.Text("kind");
        long sequence = reader.Number("sequence", 8, MessageAddress.MaximumSequence), payload = reader.Number("payload length", 8, int.MaxValue);
        var digest = Bytes32.FromBytes(reader.Take("payload digest", Bytes32.ByteCount).Span);
        ReadOnlyMemory<byte> record = reader.Take("record", (int)reader.Number("record length", 4, OperationRecord.MaximumByteCount));
        if (!reader.IsAtEnd) throw Malformed("record length", "bytes follow the record");
        return new WireHeader(new MessageAddress(job, from, to, sequence), sender, receiver, kind, payload, digest, record);
    }

    internal static RefusedException Malformed(string field, string what) => new(RefusalReason.Malformed, $"header field '{field}': {what}");

    private ref struct HeaderReader(ReadOnlyMemory<byte> bytes)
    {
        private ReadOnlyMemory<byte> _left = bytes;

        public readonly bool IsAtEnd => _left.IsEmpty;

        public ReadOnlyMemory<byte> Take(string field, int count)
        {
            if (count > _left.Length) throw Malformed(field, $"{count} bytes are needed, {_left.Length} are left");
            ReadOnlyMemory<byte> taken = _left[..count];
            _left = _left[count..];
            return taken;
        }

        public string Text(string field)
        {
            int length = Take(field, 1).Span[0];
            // Latin-1 maps every byte to one character, so that nothing outside of the alphabet can turn into something in it.
            string text = Encoding.Latin1.GetString(Take(field, Math.Min(length, PartyName.MaximumLength + 1)).Span);
            return PartyName.IsValid(text) ? text : throw Malformed(field, "1 to 64 of a-z, 0-9, '.', '-' and '_' are allowed");
        }

        public long Number(string field, int count, long maximum)
        {
            ReadOnlySpan<byte> span = Take(field, count).Span;
            ulong value = count == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(span) : BinaryPrimitives.ReadUInt64LittleEndian(span);
            return value <= (ulong)maximum ? (long)value : throw Malformed(field, $"at most {maximum} is allowed");
        }
    }
}
