using AuditNode.Contracts.Generator.Model;

namespace AuditNode.Contracts.Generator.Emission;

/// <summary>C# types for Solidity types, and the expressions between their values and those of the ABI codec.</summary>
/// <param name="structs">The full C# name of each struct by its name in the source.</param>
internal sealed class TypeMapping(IReadOnlyDictionary<string, string> structs)
{
    /// <summary>The C# type; integers get the smallest type that holds them.</summary>
    public string CSharp(SolidityType type) => type switch
    {
        IntegerType integer => Native(integer) ?? KnownTypes.BigInteger,
        BooleanType => "bool",
        AddressType => KnownTypes.Address,
        FixedBytesType { Length: 32 } => KnownTypes.Bytes32,
        FixedBytesType or BytesType => KnownTypes.Memory,
        StringType => "string",
        ArrayType array => $"{KnownTypes.List}<{CSharp(array.Element)}>",
        StructType tuple => structs[tuple.SourceName],
        _ => throw new InvalidOperationException(type.Canonical),
    };

    /// <summary>The C# type of an event's value: a hash where the topic has no more.</summary>
    public string CSharpInEvent(ParameterModel parameter) =>
        parameter is { IsIndexed: true, Type.IsWord: false } ? KnownTypes.Bytes32 : CSharp(parameter.Type);

    /// <summary>An expression for the codec's value.</summary>
    public string ToAbi(SolidityType type, string expression) => type switch
    {
        IntegerType integer when Native(integer) is not null => $"({KnownTypes.BigInteger}){expression}",
        FixedBytesType { Length: < 32 } or BytesType => $"{expression}.ToArray()",
        ArrayType array => $"{KnownTypes.AbiList}.ToAbi({expression}, static item => {ToAbi(array.Element, "item")})",
        StructType => $"{expression}.ToAbi()",
        _ => expression,
    };

    /// <summary>An expression for the C# value of a codec's value.</summary>
    public string FromAbi(SolidityType type, string expression) => type switch
    {
        IntegerType integer when Native(integer) is { } native => $"({native})({KnownTypes.BigInteger}){expression}",
        FixedBytesType { Length: < 32 } or BytesType => $"new {KnownTypes.Memory}((byte[]){expression})",
        ArrayType array => $"{KnownTypes.AbiList}.FromAbi({expression}, static item => {FromAbi(array.Element, "item")})",
        StructType tuple => $"{structs[tuple.SourceName]}.FromAbi({expression})",
        _ => $"({CSharp(type)}){expression}",
    };

    /// <summary>The same for an event's value.</summary>
    public string FromLog(ParameterModel parameter, string expression) =>
        parameter is { IsIndexed: true, Type.IsWord: false } ? $"({KnownTypes.Bytes32}){expression}" : FromAbi(parameter.Type, expression);

    private static string? Native(IntegerType integer) => (integer.Bits, integer.IsSigned) switch
    {
        ( <= 8, false) => "byte",
        ( <= 16, false) => "ushort",
        ( <= 32, false) => "uint",
        ( <= 64, false) => "ulong",
        ( <= 8, true) => "sbyte",
        ( <= 16, true) => "short",
        ( <= 32, true) => "int",
        ( <= 64, true) => "long",
        _ => null,
    };
}
