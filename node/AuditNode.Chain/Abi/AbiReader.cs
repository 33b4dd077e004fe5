using System.Buffers.Binary;

namespace AuditNode.Chain.Abi;

/// <summary>
/// Reads the one encoding that the specification calls strict: every tail starts where the one before it ended, in the order of the
/// heads. So no byte is read twice, which bounds the work and the memory by the size of the data (a decoder that follows any offset
/// can be made to expand a few kilobytes to gigabytes), and no two encodings mean the same values.
/// </summary>
internal ref struct AbiReader(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> data = data;

    public AbiPath Path { get; } = new();

    /// <summary>Where the next tail has to start.</summary>
    public int Next { get; private set; }

    public readonly ReadOnlySpan<byte> Word(int at) => data.Slice(at, AbiWord.Size);

    /// <summary>Moves beyond bytes that must be there.</summary>
    public void Take(long count)
    {
        if (count > data.Length - Next)
            throw Malformed(Next, $"{count} bytes are needed, {data.Length - Next} are left");
        Next += (int)count;
    }

    /// <summary>Takes the length of an array; whether its elements are there shows when they are taken, before memory is.</summary>
    public int Count(int at)
    {
        Take(AbiWord.Size);
        return Small(at, data.Length, "a length");
    }

    /// <summary>Takes a length and as many bytes, whose padding must be zero.</summary>
    public ReadOnlySpan<byte> Bytes(int at)
    {
        Take(AbiWord.Size);
        var length = Small(at, data.Length - Next, "a length");
        var start = Next;
        Take(AbiWord.Padded(length));
        return data[(start + length)..Next].ContainsAnyExcept((byte)0)
            ? throw Malformed(start + length, "the padding is not zero")
            : data.Slice(start, length);
    }

    /// <summary>Reads values whose heads start at a place that was taken.</summary>
    public object[] Sequence(int start, IReadOnlyList<AbiParameter> parameters)
    {
        var values = new object[parameters.Count];
        var at = start;
        for (var i = 0; i < values.Length; i++)
        {
            Path.Push(parameters[i].Name, i);
            values[i] = Item(start, ref at, parameters[i].Type);
            Path.Pop();
        }
        return values;
    }

    /// <summary>Reads one value of a sequence and moves to the head of the next one.</summary>
    public object Item(int start, ref int at, AbiType type)
    {
        var place = at;
        if (type.IsDynamic)
        {
            var offset = Small(at, data.Length, "an offset");
            if (offset != Next - start)
                throw Malformed(at, $"the offset is {offset} where a strict encoding has {Next - start}");
            place = Next;
        }
        at += type.HeadSize;
        return type.Decode(ref this, place);
    }

    public readonly void End()
    {
        if (Next != data.Length)
            throw Malformed(Next, $"{data.Length - Next} bytes follow the values");
    }

    public readonly AbiDecodingException Malformed(int at, string reason) => new(Path.ToString(), at, reason);

    private readonly int Small(int at, int limit, string what)
    {
        var word = Word(at);
        var value = BinaryPrimitives.ReadUInt32BigEndian(word[^sizeof(uint)..]);
        return word[..^sizeof(uint)].ContainsAnyExcept((byte)0) || value > limit
            ? throw Malformed(at, $"{what} points beyond the data")
            : (int)value;
    }
}
