using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AuditNode.Ckks.Tests.Serialization;

/// <summary>Changes serialised objects as an attacker does: with a digest that fits. The offsets are in docs/serialization.md.</summary>
internal static class Forgery
{
    internal const int VersionOffset = 4;
    internal const int KindOffset = 6;
    internal const int FingerprintOffset = 7;
    internal const int LengthOffset = 39;
    internal const int PayloadOffset = 47;
    internal const int DigestLength = 32;

    /// <summary>A copy with some change and a digest that fits.</summary>
    internal static byte[] Change(byte[] bytes, Action<byte[]> change)
    {
        byte[] changed = [.. bytes];
        change(changed);
        return WithDigest(changed);
    }

    /// <summary>A copy with another payload, and a length and digest that fit.</summary>
    internal static byte[] WithPayload(byte[] bytes, ReadOnlySpan<byte> payload)
    {
        byte[] changed = [.. bytes[..PayloadOffset], .. payload, .. new byte[DigestLength]];
        BinaryPrimitives.WriteUInt64LittleEndian(changed.AsSpan(LengthOffset), (ulong)payload.Length);
        return WithDigest(changed);
    }

    internal static ReadOnlySpan<byte> Payload(byte[] bytes) => bytes.AsSpan(PayloadOffset..^DigestLength);

    private static byte[] WithDigest(byte[] bytes)
    {
        SHA256.HashData(bytes.AsSpan(..^DigestLength), bytes.AsSpan(^DigestLength..));
        return bytes;
    }
}
