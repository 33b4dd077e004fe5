using System.Numerics;

namespace AuditNode.Chain.Rlp;

/// <summary>
/// Reads canonical RLP (Yellow Paper, appendix B) without copying it. Refused: lengths or single bytes that have a shorter form,
/// numbers with leading zeros, items beyond their list, lists nested deeper than <see cref="MaxDepth"/>, and bytes after the last
/// item (<see cref="End"/>). So data has one meaning, and a meaning one form.
/// </summary>
public ref struct RlpReader
{
    /// <summary>Lists within each other.</summary>
    public const int MaxDepth = 64;

    private readonly ReadOnlySpan<byte> data;
    private readonly int depth;
    private readonly int end;
    private int position;

    /// <summary>A reader of a sequence of items.</summary>
    public RlpReader(ReadOnlySpan<byte> data)
        : this(data, 0, data.Length, 0)
    {
    }

    private RlpReader(ReadOnlySpan<byte> data, int start, int end, int depth)
    {
        this.data = data;
        this.end = end;
        this.depth = depth;
        position = start;
    }

    /// <summary>Whether no item is left.</summary>
    public readonly bool IsAtEnd => position == end;

    /// <summary>Whether an item is left and it is a list.</summary>
    public readonly bool IsList => position < end && data[position] >= RlpPrefix.ShortList;

    /// <summary>Reads a string of any length.</summary>
    /// <exception cref="RlpException">There is something else.</exception>
    public ReadOnlySpan<byte> ReadBytes()
    {
        if (IsList)
            throw Wrong("a list where bytes are expected");
        if (position < end && data[position] < RlpPrefix.ShortString)
            return data.Slice(position++, 1);
        var start = position;
        var content = Content(RlpPrefix.ShortString);
        return content.Length == 1 && content[0] < RlpPrefix.ShortString
            ? throw new RlpException(start, "a single byte below 0x80 has a prefix")
            : content;
    }

    /// <summary>Reads a string of a known length.</summary>
    /// <exception cref="RlpException">There is something else.</exception>
    public ReadOnlySpan<byte> ReadBytes(int length)
    {
        var start = position;
        var bytes = ReadBytes();
        return bytes.Length == length ? bytes : throw new RlpException(start, $"{bytes.Length} bytes where {length} are expected");
    }

    /// <summary>Reads a number of at most 256 bits.</summary>
    /// <exception cref="RlpException">There is something else, or a number with leading zeros.</exception>
    public BigInteger ReadUInt256() => new(Number(32), isUnsigned: true, isBigEndian: true);

    /// <summary>Reads a number of at most 64 bits.</summary>
    /// <exception cref="RlpException">There is something else, or a number with leading zeros.</exception>
    public ulong ReadUInt64()
    {
        ulong value = 0;
        foreach (var digit in Number(sizeof(ulong)))
            value = (value << 8) | digit;
        return value;
    }

    /// <summary>Reads a list and returns a reader of its items.</summary>
    /// <exception cref="RlpException">There is something else, or the list is nested too deep.</exception>
    public RlpReader ReadList()
    {
        if (!IsAtEnd && !IsList)
            throw Wrong("bytes where a list is expected");
        if (depth == MaxDepth)
            throw Wrong($"lists are nested deeper than {MaxDepth}");
        var content = Content(RlpPrefix.ShortList);
        return new RlpReader(data, position - content.Length, position, depth + 1);
    }

    /// <summary>States that no item is left.</summary>
    /// <exception cref="RlpException">There is one.</exception>
    public readonly void End()
    {
        if (!IsAtEnd)
            throw Wrong($"{end - position} bytes follow the last item");
    }

    private ReadOnlySpan<byte> Number(int maxLength)
    {
        var start = position;
        var bytes = ReadBytes();
        if (bytes.Length > maxLength)
            throw new RlpException(start, $"a number of {bytes.Length} bytes where {maxLength} are allowed");
        return bytes.Length > 0 && bytes[0] == 0 ? throw new RlpException(start, "a number with leading zeros") : bytes;
    }

    private ReadOnlySpan<byte> Content(byte kind)
    {
        if (IsAtEnd)
            throw Wrong("an item is missing");
        var start = position;
        var count = data[start] - kind;
        var header = 1;
        if (count > RlpPrefix.MaxShort)
        {
            var digits = count - RlpPrefix.MaxShort;
            header += digits;
            count = LongLength(start + 1, digits);
        }
        if (count > end - start - header)
            throw Wrong("an item ends beyond the data or its list");
        position = start + header + count;
        return data.Slice(start + header, count);
    }

    private readonly int LongLength(int start, int digits)
    {
        if (digits > end - start)
            throw Wrong("a length ends beyond the data or its list");
        ulong count = 0;
        foreach (var digit in data.Slice(start, digits))
            count = (count << 8) | digit;
        if (data[start] == 0 || count <= RlpPrefix.MaxShort)
            throw Wrong("a length is not in its shortest form");
        return count <= int.MaxValue ? (int)count : throw Wrong("an item ends beyond the data or its list");
    }

    private readonly RlpException Wrong(string reason) => new(position, reason);
}
