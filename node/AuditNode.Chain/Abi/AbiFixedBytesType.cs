namespace AuditNode.Chain.Abi;

/// <summary>
/// bytes1 .. bytes32, and function (an address and a selector, 24 bytes). Values are byte[] of that length, and of bytes32
/// <see cref="Chain.Bytes32"/>.
/// </summary>
public sealed class AbiFixedBytesType : AbiValueType
{
    private const int FunctionLength = Chain.Address.ByteCount + Selector.ByteCount;

    /// <summary>A type of so many bytes.</summary>
    /// <param name="length">1 .. 32.</param>
    /// <exception cref="AbiFormatException">There is no such type.</exception>
    public AbiFixedBytesType(int length)
        : this("bytes" + length, length)
    {
    }

    private AbiFixedBytesType(string name, int length)
        : base(name)
    {
        if (length is < 1 or > AbiWord.Size)
            throw new AbiFormatException($"There is no type {name}: expected bytes1 .. bytes{AbiWord.Size}.");
        Length = length;
    }

    /// <summary>1 .. 32.</summary>
    public int Length { get; }

    /// <summary>The type of external function pointers.</summary>
    internal static AbiFixedBytesType Function { get; } = new("function", FunctionLength);

    internal override void Encode(AbiWriter writer, int at, object? value)
    {
        var place = writer.At(at, Length);
        switch (value)
        {
            case Bytes32 word when Length == AbiWord.Size:
                word.Write(place);
                break;
            case byte[] bytes when bytes.Length == Length:
                bytes.CopyTo(place);
                break;
            default:
                var other = Length == AbiWord.Size ? "a Bytes32 or " : "";
                throw writer.Wrong(this, $"{other}a byte[] of length {Length}", value);
        }
    }

    internal override object Decode(ref AbiReader reader, int at)
    {
        var word = reader.Word(at);
        if (word[Length..].ContainsAnyExcept((byte)0))
            throw reader.Malformed(at, $"the padding of {Name} is not zero");
        return Length == AbiWord.Size ? Chain.Bytes32.FromBytes(word) : word[..Length].ToArray();
    }
}
