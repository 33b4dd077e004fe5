using System.Numerics;

namespace AuditNode.Chain.Abi;

/// <summary>
/// A type of the contract ABI (https://docs.soliditylang.org/en/latest/abi-spec.html). Every type that Solidity can put into an ABI:
/// integers, addresses, booleans, bytes, strings, function pointers, and arrays and tuples of them. Instances are immutable.
/// </summary>
public abstract class AbiType
{
    /// <summary>Arrays and tuples within each other that a type may have.</summary>
    public const int MaxDepth = 32;

    /// <summary>Bytes that the encoding of a type without dynamic parts may take (16 MiB).</summary>
    public const int MaxStaticSize = 1 << 24;

    private protected AbiType(string name, bool isDynamic, int staticSize, int depth)
    {
        if (depth > MaxDepth)
            throw new AbiFormatException($"The type nests arrays and tuples deeper than {MaxDepth}.");
        Name = name;
        IsDynamic = isDynamic;
        HeadSize = isDynamic ? AbiWord.Size : staticSize;
        Depth = depth;
    }

    /// <summary>The type of account addresses; values are <see cref="Chain.Address"/>.</summary>
    public static AbiType Address { get; } = new AbiAddressType();

    /// <summary>The type of true and false; values are <see cref="bool"/>.</summary>
    public static AbiType Boolean { get; } = new AbiBooleanType();

    /// <summary>Bytes of any number; values are byte[].</summary>
    public static AbiType Bytes { get; } = new AbiBytesType();

    /// <summary>UTF-8 text; values are <see cref="string"/>.</summary>
    public static AbiType String { get; } = new AbiStringType();

    /// <summary>Unsigned numbers of 256 bits; values are <see cref="BigInteger"/>.</summary>
    public static AbiType UInt256 { get; } = new AbiIntegerType(256, isSigned: false);

    /// <summary>Words of 32 bytes; values are <see cref="Chain.Bytes32"/>.</summary>
    public static AbiType Bytes32 { get; } = new AbiFixedBytesType(32);

    /// <summary>The canonical name, as it stands in signatures: "uint256", "(address,bytes)[2][]".</summary>
    public string Name { get; }

    /// <summary>Whether the size of an encoding depends on the value.</summary>
    public bool IsDynamic { get; }

    /// <summary>Bytes that the type takes in the head of a sequence: of its encoding, or of the offset of a dynamic type (32).</summary>
    public int HeadSize { get; }

    /// <summary>Arrays and tuples within each other, this one included.</summary>
    internal int Depth { get; }

    /// <summary>Reads a type such as "uint256", "bytes32[4]" or "(address owner, bytes data)[2][]".</summary>
    /// <exception cref="AbiFormatException">The text is not a type.</exception>
    public static AbiType Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return AbiSignatureReader.ReadWhole(text, (ref AbiSignatureReader reader) => reader.ReadType());
    }

    /// <summary>The canonical name.</summary>
    public sealed override string ToString() => Name;

    /// <summary>Writes a value at a place for which <see cref="HeadSize"/> bytes are reserved; at the end if the type is dynamic.</summary>
    internal abstract void Encode(AbiWriter writer, int at, object? value);

    /// <summary>Reads the value at a place; <see cref="HeadSize"/> bytes of data are there if the type is not dynamic.</summary>
    internal abstract object Decode(ref AbiReader reader, int at);

    /// <summary>The bytes whose hash is the topic of an indexed parameter: no offsets, no lengths, dynamic bytes padded inside.</summary>
    internal abstract void EncodeInPlace(AbiWriter writer, object? value);
}
