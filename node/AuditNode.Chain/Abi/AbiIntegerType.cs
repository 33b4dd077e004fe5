using System.Numerics;

namespace AuditNode.Chain.Abi;

/// <summary>
/// uint8 .. uint256 and int8 .. int256. Values are <see cref="BigInteger"/>; encoding also takes the integers of .NET.
/// </summary>
public sealed class AbiIntegerType : AbiValueType
{
    /// <summary>An integer type.</summary>
    /// <param name="bits">8, 16, .. 256.</param>
    /// <param name="isSigned">Whether it is an int rather than a uint.</param>
    /// <exception cref="AbiFormatException">There is no type with so many bits.</exception>
    public AbiIntegerType(int bits, bool isSigned)
        : base((isSigned ? "int" : "uint") + bits)
    {
        if (bits is < 8 or > 256 || bits % 8 != 0)
            throw new AbiFormatException($"There is no integer type of {bits} bits: expected a multiple of 8 in 8 .. 256.");
        (Bits, IsSigned) = (bits, isSigned);
        MaxValue = (BigInteger.One << (isSigned ? bits - 1 : bits)) - 1;
        MinValue = isSigned ? -MaxValue - 1 : BigInteger.Zero;
    }

    /// <summary>8, 16, .. 256.</summary>
    public int Bits { get; }

    /// <summary>Whether negative numbers belong to it.</summary>
    public bool IsSigned { get; }

    /// <summary>The smallest value.</summary>
    public BigInteger MinValue { get; }

    /// <summary>The largest value.</summary>
    public BigInteger MaxValue { get; }

    private string Range => IsSigned ? $"-2^{Bits - 1} .. 2^{Bits - 1} - 1" : $"0 .. 2^{Bits} - 1";

    internal override void Encode(AbiWriter writer, int at, object? value)
    {
        if (!TryConvert(value, out var number))
            throw writer.Wrong(this, "an integer", value);
        if (number < MinValue || number > MaxValue)
            throw writer.Wrong(this, $"an integer in {Range}", number);
        writer.WriteInteger(at, number);
    }

    internal override object Decode(ref AbiReader reader, int at)
    {
        var number = new BigInteger(reader.Word(at), isUnsigned: !IsSigned, isBigEndian: true);
        return number >= MinValue && number <= MaxValue
            ? number
            : throw reader.Malformed(at, $"the word is outside of the range of {Name}");
    }

    private static bool TryConvert(object? value, out BigInteger number)
    {
        (var known, number) = value switch
        {
            BigInteger big => (true, big),
            ulong n => (true, n),
            long n => (true, n),
            uint n => (true, n),
            int n => (true, n),
            ushort n => (true, n),
            short n => (true, n),
            byte n => (true, n),
            sbyte n => (true, n),
            UInt128 n => (true, n),
            Int128 n => (true, n),
            _ => (false, BigInteger.Zero),
        };
        return known;
    }
}
