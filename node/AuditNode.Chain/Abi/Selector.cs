using System.Buffers.Binary;
using System.Text;

namespace AuditNode.Chain.Abi;

/// <summary>The four bytes that say which function is called or which error was raised.</summary>
/// <param name="Value">The bytes as a big-endian number.</param>
public readonly record struct Selector(uint Value)
{
    /// <summary>Bytes of a selector.</summary>
    public const int ByteCount = 4;

    /// <summary>The first four bytes of Keccak-256 of a signature such as "transfer(address,uint256)".</summary>
    public static Selector Of(string signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        Span<byte> digest = stackalloc byte[Keccak256.ByteCount];
        Keccak256.HashData(Encoding.UTF8.GetBytes(signature), digest);
        return new Selector(BinaryPrimitives.ReadUInt32BigEndian(digest));
    }

    /// <summary>The selector at the start of calldata or error data.</summary>
    /// <returns>Whether there are four bytes.</returns>
    public static bool TryRead(ReadOnlySpan<byte> data, out Selector selector)
    {
        var read = BinaryPrimitives.TryReadUInt32BigEndian(data, out var value);
        selector = new Selector(value);
        return read;
    }

    /// <summary>The bytes in a new array.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[ByteCount];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, Value);
        return bytes;
    }

    /// <summary>"0x" and eight lower-case hexadecimal digits.</summary>
    public override string ToString() => $"0x{Value:x8}";
}
