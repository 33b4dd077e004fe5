using System.Security.Cryptography;

namespace AuditNode.Records.Bundles;

/// <summary>Reads lines of bounded length from a stream, and hashes them.</summary>
internal sealed class BoundedLineReader(Stream source, IncrementalHash hash)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private byte[] _line = new byte[1 << 10];
    private int _start;
    private int _end;

    /// <summary>Lines that were read.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes that were read.</summary>
    public long Position { get; private set; }

    /// <summary>The next line without its end; valid until the next call.</summary>
    /// <exception cref="Archives.ArchiveException">The stream ends before the line, or the line is too long.</exception>
    public ReadOnlySpan<byte> ReadLine(int maximumLength)
    {
        Count++;
        int length = 0;
        while (true)
        {
            byte next = ReadByte();
            if (next == '\n') break;
            if (length == maximumLength) throw BundleIndex.Damaged(Count, $"It has more than {maximumLength} bytes.");
            if (length == _line.Length) Array.Resize(ref _line, 2 * length);
            _line[length++] = next;
        }

        hash.AppendData(_line, 0, length);
        hash.AppendData("\n"u8);
        return _line.AsSpan(0, length);
    }

    /// <summary>The next bytes, which are not hashed.</summary>
    public byte[] ReadExactly(int count)
    {
        Count++;
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) bytes[i] = ReadByte();
        return bytes;
    }

    private byte ReadByte()
    {
        if (_start == _end)
        {
            _start = 0;
            _end = source.Read(_buffer);
            if (_end == 0) throw BundleIndex.Damaged(Count, "The bundle ends within its index.");
        }

        Position++;
        return _buffer[_start++];
    }
}
