using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace AuditNode.Ckks.Rlwe;

/// <summary>
/// A deterministic stream of cryptographically strong bytes: every machine expands the same seed, domain and index to the
/// same bytes.
/// </summary>
/// <remarks>
/// <para>The key is HKDF-SHA-256 (RFC 5869) with the seed as input keying material, the ASCII salt
/// <c>AuditNode RandomStream v1</c>, the info <c>length of domain (1 byte) ‖ domain (ASCII) ‖ index (8 bytes, little-endian)</c>
/// and 32 bytes of output. The stream is the key stream of AES-256 in counter mode (NIST SP 800-38A, section 6.5) from the
/// all-zero counter block.</para>
/// <para>After n blocks of 16 bytes the advantage of telling the stream from uniform bytes is below n² / 2^129, as long as
/// AES-256 is a pseudorandom permutation; it refuses to go past 2^64 blocks. Not safe for use by several threads at once: give
/// each its own index.</para>
/// </remarks>
public sealed class RandomStream : IDisposable
{
    /// <summary>The length of a seed, in bytes.</summary>
    public const int SeedLength = 32;

    /// <summary>The longest domain, in characters.</summary>
    public const int MaximumDomainLength = 255;

    private const int BufferLength = 8192;

    // Pinned, so that clearing it clears the only copy.
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferLength, pinned: true);
    private readonly AesCounterMode _cipher;
    private int _position = BufferLength;
    private bool _disposed;

    /// <summary>Derives the stream of a seed for one purpose.</summary>
    /// <param name="seed">Exactly 32 bytes. Secret where what is drawn is secret.</param>
    /// <param name="domain">What the stream is for: 1 to 255 printable ASCII characters. Different domains are independent.</param>
    /// <param name="index">Which of the domain's streams, 0 to 2^64 - 1. Different indices are independent.</param>
    /// <exception cref="ArgumentException">The seed is not 32 bytes, or the domain is empty, too long or not printable ASCII.</exception>
    public RandomStream(ReadOnlySpan<byte> seed, string domain, ulong index = 0)
    {
        Span<byte> key = stackalloc byte[AesCounterMode.KeyLength];
        try
        {
            DeriveKey(seed, domain, index, key);
            Span<byte> initialBlock = stackalloc byte[AesCounterMode.BlockLength];
            initialBlock.Clear();
            _cipher = new AesCounterMode(key, initialBlock);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Starts a stream from the operating system's entropy; it cannot be reproduced.</summary>
    /// <param name="domain">What the stream is for: 1 to 255 printable ASCII characters.</param>
    /// <exception cref="ArgumentException">The domain is empty, too long or not printable ASCII.</exception>
    public static RandomStream FromEntropy(string domain)
    {
        Span<byte> seed = stackalloc byte[SeedLength];
        try
        {
            RandomNumberGenerator.Fill(seed);
            return new RandomStream(seed, domain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    /// <summary>The bytes generated and not yet handed out, and some that were; all zero after <see cref="Dispose"/>.</summary>
    internal ReadOnlySpan<byte> Buffer => _buffer;

    /// <summary>Writes the next bytes of the stream. Two calls for a and b bytes give the same bytes as one for a + b.</summary>
    /// <param name="destination">Any length, in bytes.</param>
    /// <exception cref="ObjectDisposedException">The stream was disposed.</exception>
    /// <exception cref="InvalidOperationException">2^64 blocks are spent; the destination's contents are unspecified.</exception>
    public void Fill(Span<byte> destination)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        while (!destination.IsEmpty)
        {
            if (_position == BufferLength)
            {
                _cipher.NextBlocks(_buffer);
                _position = 0;
            }

            int length = Math.Min(destination.Length, BufferLength - _position);
            _buffer.AsSpan(_position, length).CopyTo(destination);
            _position += length;
            destination = destination[length..];
        }
    }

    /// <summary>Reads the next bytes as 64-bit words, eight little-endian bytes each.</summary>
    internal void FillWords(Span<ulong> words)
    {
        Fill(MemoryMarshal.AsBytes(words));
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(words, words);
    }

    /// <summary>Clears the key and the buffer. Later calls of <see cref="Fill"/> throw.</summary>
    public void Dispose()
    {
        _disposed = true;
        _cipher.Dispose();
        CryptographicOperations.ZeroMemory(_buffer);
    }

    private static void DeriveKey(ReadOnlySpan<byte> seed, string domain, ulong index, Span<byte> key)
    {
        if (seed.Length != SeedLength)
            throw new ArgumentException($"The seed has {seed.Length} bytes; it must have exactly {SeedLength}.", nameof(seed));
        ArgumentException.ThrowIfNullOrEmpty(domain);
        if (domain.Length > MaximumDomainLength || domain.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new ArgumentException(
                $"The domain must be 1 to {MaximumDomainLength} printable ASCII characters; it has {domain.Length}.", nameof(domain));
        }

        // The length byte keeps a domain apart from any other that continues it.
        Span<byte> info = stackalloc byte[1 + domain.Length + sizeof(ulong)];
        info[0] = (byte)domain.Length;
        Encoding.ASCII.GetBytes(domain, info[1..]);
        BinaryPrimitives.WriteUInt64LittleEndian(info[(1 + domain.Length)..], index);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, seed, key, "AuditNode RandomStream v1"u8, info);
    }
}
