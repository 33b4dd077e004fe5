using System.Buffers;
using System.Security.Cryptography;

namespace AuditNode.Ckks.Rlwe;

/// <summary>Passes bytes on and computes their SHA-256 on the way, so that an object is never held twice.</summary>
internal sealed class DigestingWriter(IBufferWriter<byte> output) : IBufferWriter<byte>, IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Memory<byte> _pending;

    /// <inheritdoc/>
    public void Advance(int count)
    {
        _hash.AppendData(_pending.Span[..count]);
        _pending = default;
        output.Advance(count);
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0) => _pending = output.GetMemory(sizeHint);

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>The digest of everything so far.</summary>
    public byte[] GetDigest() => _hash.GetCurrentHash();

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
