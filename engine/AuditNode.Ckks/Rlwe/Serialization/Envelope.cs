using System.Security.Cryptography;
using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe;

/// <summary>
/// What stands around the payload of every serialised object: magic, version, kind, parameters and length before it, a digest
/// after it. See docs/serialization.md.
/// </summary>
internal static class Envelope
{
    /// <summary>Version of the format, of which this is the only one so far.</summary>
    public const ushort Version = 1;

    /// <summary>Bytes of a fingerprint and of a digest: both are SHA-256.</summary>
    public const int DigestLength = SHA256.HashSizeInBytes;

    /// <summary>Bytes before the payload.</summary>
    public const int HeaderLength = 4 + sizeof(ushort) + sizeof(byte) + DigestLength + sizeof(ulong);

    /// <summary>Bytes around the payload.</summary>
    public const int Overhead = HeaderLength + DigestLength;

    private const string Again = "Get the data again from whoever wrote it, and check that nothing was cut or appended.";

    private static ReadOnlySpan<byte> Magic => "ANHE"u8;

    /// <summary>Writes everything before the payload.</summary>
    public static void WriteHeader(BinaryFieldWriter writer, SerializedKind kind, ReadOnlySpan<byte> fingerprint, long payloadLength)
    {
        writer.WriteBytes(Magic);
        writer.WriteUInt16(Version);
        writer.WriteByte((byte)kind);
        writer.WriteBytes(fingerprint);
        writer.WriteUInt64((ulong)payloadLength);
    }

    /// <summary>Checks everything around the payload, the digest last; allocates nothing but refusals.</summary>
    /// <param name="source">The whole object.</param>
    /// <param name="kind">The kind expected.</param>
    /// <param name="known">The fingerprint expected; empty where the object itself brings the parameters.</param>
    /// <param name="maximumPayload">Most bytes that a payload of this kind can have.</param>
    /// <param name="fingerprint">The fingerprint found.</param>
    /// <returns>A reader of the payload.</returns>
    /// <exception cref="SerializationException">Something differs from what it must be.</exception>
    public static BoundedReader Open(
        ReadOnlySpan<byte> source, SerializedKind kind, ReadOnlySpan<byte> known, long maximumPayload, out ReadOnlySpan<byte> fingerprint)
    {
        var reader = new BoundedReader(source);
        ReadOnlySpan<byte> magic = reader.ReadBytes("magic", Magic.Length);
        if (!magic.SequenceEqual(Magic)) throw Refusal("magic", Hex(magic), Hex(Magic), "This is no serialised AuditNode object.");

        ushort version = reader.ReadUInt16("version");
        if (version != Version) throw Refusal("version", $"{version}", $"{Version}", "Read it with a release that knows this version.");

        byte found = reader.ReadByte("kind");
        if (found != (byte)kind) throw Refusal("kind", Describe(found), Describe((byte)kind), "Read it with the serializer of its kind.");

        fingerprint = reader.ReadBytes("fingerprint", DigestLength);
        if (!known.IsEmpty && !fingerprint.SequenceEqual(known))
        {
            throw Refusal("fingerprint", Hex(fingerprint), Hex(known),
                "It belongs to other parameters: use the context it was made with.");
        }

        ulong length = reader.ReadUInt64("payload length");
        if (length > (ulong)maximumPayload)
            throw Refusal("payload length", $"{length}", $"at most {maximumPayload} bytes with these parameters", Again);
        if (length != (ulong)Math.Max(0, reader.Remaining - DigestLength))
            throw Refusal("payload length", $"{length}", $"{reader.Remaining} bytes that follow, less a digest of {DigestLength}", Again);
        ReadOnlySpan<byte> payload = reader.ReadBytes("payload", (int)length);
        RequireDigest(source[..^DigestLength], reader.ReadBytes("digest", DigestLength));
        return new BoundedReader(payload);
    }

    /// <summary>A refusal whose only remedy is to get the data again.</summary>
    public static SerializationException Refusal(string field, string value, string allowed) => Refusal(field, value, allowed, Again);

    private static SerializationException Refusal(string field, string value, string allowed, string remedy) =>
        new(field, value, allowed, remedy);

    private static void RequireDigest(ReadOnlySpan<byte> covered, ReadOnlySpan<byte> digest)
    {
        Span<byte> computed = stackalloc byte[DigestLength];
        SHA256.HashData(covered, computed);
        if (!digest.SequenceEqual(computed))
            throw Refusal("digest", Hex(digest), "the SHA-256 of what precedes it", Again);
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    private static string Describe(byte kind) => Enum.IsDefined((SerializedKind)kind) ? $"{kind} ({(SerializedKind)kind})" : $"{kind}";
}
