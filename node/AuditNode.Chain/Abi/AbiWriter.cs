using System.Collections;
using System.Numerics;

namespace AuditNode.Chain.Abi;

/// <summary>Writes heads in place and tails at the end (ABI specification, "Formal Specification of the Encoding").</summary>
internal sealed class AbiWriter
{
    private const int MinCapacity = 256;
    private byte[] buffer = new byte[MinCapacity];

    public AbiPath Path { get; } = new();

    public int Length { get; private set; }

    /// <summary>Adds zero bytes and returns where they start.</summary>
    public int Reserve(long count)
    {
        var start = Length;
        var length = Length + count;
        if (length > Array.MaxLength)
            throw new AbiEncodingException("", Path.ToString(), $"The encoding takes more than {Array.MaxLength} bytes.");
        if (length > buffer.Length)
            Array.Resize(ref buffer, (int)Math.Min(Math.Max(length, 2L * buffer.Length), Array.MaxLength));
        Length = (int)length;
        return start;
    }

    public Span<byte> At(int at, int count) => buffer.AsSpan(at, count);

    /// <summary>A number in two's complement, 32 bytes.</summary>
    public void WriteInteger(int at, BigInteger number)
    {
        var word = At(at, AbiWord.Size);
        var isUnsigned = number.Sign >= 0;
        word.Fill(isUnsigned ? (byte)0 : (byte)0xff);
        number.TryWriteBytes(word[^number.GetByteCount(isUnsigned)..], out _, isUnsigned, isBigEndian: true);
    }

    /// <summary>A length and the bytes, padded, at the end.</summary>
    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        WriteInteger(Reserve(AbiWord.Size), bytes.Length);
        WritePadded(bytes);
    }

    public void WritePadded(ReadOnlySpan<byte> bytes) => bytes.CopyTo(At(Reserve(AbiWord.Padded(bytes.Length)), bytes.Length));

    /// <summary>Writes values whose heads start at a reserved place.</summary>
    public void WriteSequence(int start, IReadOnlyList<AbiParameter> parameters, IList values)
    {
        var at = start;
        for (var i = 0; i < parameters.Count; i++)
        {
            Path.Push(parameters[i].Name, i);
            at = WriteItem(start, at, parameters[i].Type, values[i]);
            Path.Pop();
        }
    }

    /// <summary>Writes one value of a sequence and returns where the head of the next one is.</summary>
    public int WriteItem(int start, int at, AbiType type, object? value)
    {
        if (type.IsDynamic)
        {
            WriteInteger(at, Length - start);
            type.Encode(this, Length, value);
        }
        else
        {
            type.Encode(this, at, value);
        }
        return at + type.HeadSize;
    }

    public byte[] ToArray() => buffer.AsSpan(0, Length).ToArray();

    public AbiEncodingException Wrong(AbiType type, string expected, object? found) => new(type.Name, Path.ToString(), expected, found);
}
