using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AuditNode.Ckks.Rlwe;

/// <summary>
/// The key stream of AES-256 in counter mode (NIST SP 800-38A, section 6.5): the encryptions of successive 16-byte blocks
/// whose last eight bytes are a big-endian counter.
/// </summary>
internal sealed class AesCounterMode : IDisposable
{
    internal const int KeyLength = 32;
    internal const int BlockLength = 16;

    private readonly Aes _aes;
    private readonly ICryptoTransform _encryptor;
    private readonly ulong _prefix;
    private ulong _counter;

    /// <summary>Starts the key stream at a given counter block.</summary>
    /// <param name="key">32 bytes; copied into the cipher, the caller clears its own copy.</param>
    /// <param name="initialBlock">16 bytes: an eight-byte prefix that never changes, then the first counter.</param>
    internal AesCounterMode(ReadOnlySpan<byte> key, ReadOnlySpan<byte> initialBlock)
    {
        _prefix = MemoryMarshal.Read<ulong>(initialBlock);
        _counter = BinaryPrimitives.ReadUInt64BigEndian(initialBlock[8..]);
        _aes = Aes.Create();
        _aes.Mode = CipherMode.ECB;
        _aes.Padding = PaddingMode.None;

        // Pinned, so that the collector leaves no copy behind. One transform for the life of the stream: the one-shot
        // Aes.EncryptEcb schedules the key and allocates a native context on every call.
        byte[] pinnedKey = GC.AllocateUninitializedArray<byte>(KeyLength, pinned: true);
        try
        {
            key.CopyTo(pinnedKey);
            _encryptor = _aes.CreateEncryptor(pinnedKey, null);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pinnedKey);
        }
    }

    /// <summary>Writes the next blocks of the key stream.</summary>
    /// <param name="buffer">Its length is a multiple of 16 bytes.</param>
    /// <exception cref="InvalidOperationException">The counter would reach its end; nothing was written.</exception>
    internal void NextBlocks(byte[] buffer)
    {
        Span<ulong> words = MemoryMarshal.Cast<byte, ulong>(buffer.AsSpan());
        ulong blocks = (ulong)words.Length / 2;
        if (ulong.MaxValue - _counter < blocks)
        {
            throw new InvalidOperationException(
                "The random stream is exhausted: its 64-bit block counter would wrap and repeat. Derive a stream with another index.");
        }

        for (int i = 0; i + 1 < words.Length; i += 2)
        {
            words[i] = _prefix;
            words[i + 1] = BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(_counter) : _counter;
            _counter++;
        }

        _encryptor.TransformBlock(buffer, 0, buffer.Length, buffer, 0);
    }

    /// <summary>Releases the cipher; the platform's library clears the key schedule.</summary>
    public void Dispose()
    {
        _encryptor.Dispose();
        _aes.Dispose();
    }
}
