using System.Buffers.Binary;
using System.IO.Compression;

namespace AuditNode.Engine.Data.Reading;

/// <summary>
/// Unpacks a file that is one gzip member (RFC 1952) and checks that nothing is missing at its end: the class library takes a file that
/// was cut off for a shorter one, which would lose records without a word.
/// </summary>
internal sealed class GzipMember : Stream
{
    // Header and trailer without any content.
    private const int MinimumLength = 18;

    private readonly GZipStream _unpacked;
    private readonly uint _length;
    private uint _read;

    /// <summary>Starts at the beginning of a file that can be sought; it stays open.</summary>
    /// <exception cref="InvalidDataException">The file is too short.</exception>
    public GzipMember(Stream file)
    {
        if (file.Length < MinimumLength) throw new InvalidDataException();

        // The trailer's last field is the length of the content modulo 2^32 (section 2.3.1).
        Span<byte> length = stackalloc byte[4];
        file.Seek(-length.Length, SeekOrigin.End);
        file.ReadExactly(length);
        file.Seek(0, SeekOrigin.Begin);
        _length = BinaryPrimitives.ReadUInt32LittleEndian(length);
        _unpacked = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidDataException">The content is damaged, or ends before the length that the trailer names.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = _unpacked.Read(buffer);
        _read = unchecked(_read + (uint)read);
        return read > 0 || buffer.IsEmpty || _read == _length ? read : throw new InvalidDataException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _unpacked.Dispose();
        base.Dispose(disposing);
    }
}
