using System.Security.Cryptography;

namespace AuditNode.Zk.Groups;

/// <summary>expand_message_xmd of RFC 9380, section 5.3.1, with SHA-256: uniform bytes from a message and a domain separation tag.</summary>
internal static class ExpandMessageXmd
{
    /// <summary>Most bytes that are made at once: 255 digests.</summary>
    public const int MaximumLength = 255 * SHA256.HashSizeInBytes;

    private const int BlockLength = 64;

    private const int MaximumTagLength = 255;

    /// <summary>Fills the output, whose length enters the hash as well.</summary>
    public static void Fill(ReadOnlySpan<byte> message, ReadOnlySpan<byte> domainSeparationTag, Span<byte> output)
    {
        if (domainSeparationTag.IsEmpty)
        {
            throw new ArgumentException("A domain separation tag has at least one byte (RFC 9380, section 3.1).", nameof(domainSeparationTag));
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(output.Length, MaximumLength, nameof(output));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        scoped ReadOnlySpan<byte> tag = domainSeparationTag;
        if (tag.Length > MaximumTagLength)
        {
            hash.AppendData("H2C-OVERSIZE-DST-"u8);
            hash.AppendData(domainSeparationTag);
            hash.GetHashAndReset(digest);
            tag = digest;
        }

        Span<byte> zeros = stackalloc byte[BlockLength];
        zeros.Clear();
        hash.AppendData(zeros);
        hash.AppendData(message);
        hash.AppendData([(byte)(output.Length >> 8), (byte)output.Length, 0]);
        AppendTag(hash, tag);
        Span<byte> first = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(first);

        Span<byte> block = stackalloc byte[SHA256.HashSizeInBytes];
        block.Clear();
        for (byte i = 1; !output.IsEmpty; i++)
        {
            for (int j = 0; j < block.Length; j++) block[j] ^= first[j];
            hash.AppendData(block);
            hash.AppendData([i]);
            AppendTag(hash, tag);
            hash.GetHashAndReset(block);
            int length = Math.Min(block.Length, output.Length);
            block[..length].CopyTo(output);
            output = output[length..];
        }
    }

    private static void AppendTag(IncrementalHash hash, ReadOnlySpan<byte> tag)
    {
        hash.AppendData(tag);
        hash.AppendData([(byte)tag.Length]);
    }
}
