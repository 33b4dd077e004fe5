using System.Buffers.Binary;
using System.Numerics;

namespace AuditNode.Chain.Rlp;

/// <summary>
/// Writes recursive length prefixes (Yellow Paper, appendix B; https://ethereum.org/en/developers/docs/data-structures-and-encoding/rlp/).
/// </summary>
public sealed class RlpWriter
{
    private const int MinCapacity = 256;
    private readonly Stack<int> lists = new();
    private byte[] buffer = new byte[MinCapacity];
    private int length;

    /// <summary>Writes a string of bytes.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != 1 || bytes[0] >= RlpPrefix.ShortString)
            WritePrefix(RlpPrefix.ShortString, bytes.Length, length);
        bytes.CopyTo(Open(length, bytes.Length));
    }

    /// <summary>Writes a number as its big-endian bytes without leading zeros; zero as the empty string.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public void WriteInteger(BigInteger value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        WriteBytes(value.IsZero ? [] : value.ToByteArray(isUnsigned: true, isBigEndian: true));
    }

    /// <summary>Writes a number as its big-endian bytes without leading zeros; zero as the empty string.</summary>
    public void WriteInteger(ulong value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        WriteBytes(bytes[(BitOperations.LeadingZeroCount(value) / 8)..]);
    }

    /// <summary>Starts a list: what is written until <see cref="EndList"/> belongs to it.</summary>
    public void StartList() => lists.Push(length);

    /// <summary>Ends the list that was started last.</summary>
    /// <exception cref="InvalidOperationException">No list is open.</exception>
    public void EndList()
    {
        if (!lists.TryPop(out var start))
            throw new InvalidOperationException("No list is open.");
        WritePrefix(RlpPrefix.ShortList, length - start, start);
    }

    /// <summary>What was written.</summary>
    /// <exception cref="InvalidOperationException">A list is still open.</exception>
    public byte[] ToArray() => lists.Count == 0
        ? buffer.AsSpan(0, length).ToArray()
        : throw new InvalidOperationException($"{lists.Count} lists are open.");

    private void WritePrefix(byte kind, int count, int at)
    {
        if (count <= RlpPrefix.MaxShort)
        {
            Open(at, 1)[0] = (byte)(kind + count);
            return;
        }
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, count);
        var digits = bytes[(BitOperations.LeadingZeroCount((uint)count) / 8)..];
        var place = Open(at, 1 + digits.Length);
        place[0] = (byte)(kind + RlpPrefix.MaxShort + digits.Length);
        digits.CopyTo(place[1..]);
    }

    // Makes room at a place, moving what is behind it: the length of a list is known only at its end.
    private Span<byte> Open(int at, int count)
    {
        var needed = checked(length + count);
        if (needed > buffer.Length)
            Array.Resize(ref buffer, (int)Math.Min(Math.Max(needed, 2L * buffer.Length), Array.MaxLength));
        buffer.AsSpan(at, length - at).CopyTo(buffer.AsSpan(at + count));
        length = needed;
        return buffer.AsSpan(at, count);
    }
}
