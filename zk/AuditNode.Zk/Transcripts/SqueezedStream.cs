using System.Security.Cryptography;

namespace AuditNode.Zk.Transcripts;

/// <summary>The part of a sponge's output stream that was computed, and how much of it was handed out.</summary>
internal sealed class SqueezedStream
{
    private byte[] _bytes = [];
    private int _position;

    public int Available => _bytes.Length - _position;

    /// <summary>How long a prefix of the stream to compute when <paramref name="wanted"/> more bytes are asked for.</summary>
    public int NextLength(int wanted) => Math.Max(checked(_position + wanted), (int)Math.Min(2L * _position, Array.MaxLength));

    /// <summary>Takes a longer prefix of the same stream.</summary>
    public void Replace(byte[] prefix)
    {
        CryptographicOperations.ZeroMemory(_bytes);
        _bytes = prefix;
    }

    public void Read(Span<byte> destination)
    {
        _bytes.AsSpan(_position, destination.Length).CopyTo(destination);
        _position += destination.Length;
    }

    /// <summary>Forgets the stream: the next one depends on more absorbed bytes.</summary>
    public void Restart()
    {
        Replace([]);
        _position = 0;
    }
}
