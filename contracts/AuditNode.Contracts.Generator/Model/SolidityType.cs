namespace AuditNode.Contracts.Generator.Model;

/// <summary>A type of the ABI (https://docs.soliditylang.org/en/latest/abi-spec.html#types).</summary>
/// <param name="Canonical">Its name in signatures, "(uint256,address[2])[]".</param>
internal abstract record SolidityType(string Canonical)
{
    /// <summary>
    /// Its name where components of tuples have names, "(uint256 amount,address[2] owners)[]": errors can then say which one is wrong.
    /// </summary>
    public abstract string Named { get; }

    /// <summary>Whether a topic holds the value itself; it holds a hash of strings, bytes, arrays and structs.</summary>
    public virtual bool IsWord => true;
}

/// <summary>Numbers.</summary>
/// <param name="Bits">8, 16, .. 256.</param>
/// <param name="IsSigned">Whether they may be negative.</param>
internal sealed record IntegerType(int Bits, bool IsSigned) : SolidityType((IsSigned ? "int" : "uint") + Bits)
{
    public override string Named => Canonical;
}

/// <summary>bool.</summary>
internal sealed record BooleanType() : SolidityType("bool")
{
    public override string Named => Canonical;
}

/// <summary>address; contracts too.</summary>
internal sealed record AddressType() : SolidityType("address")
{
    public override string Named => Canonical;
}

/// <summary>bytes1 to bytes32.</summary>
/// <param name="Length">1 to 32.</param>
internal sealed record FixedBytesType(int Length) : SolidityType("bytes" + Length)
{
    public override string Named => Canonical;
}

/// <summary>bytes of any number.</summary>
internal sealed record BytesType() : SolidityType("bytes")
{
    public override string Named => Canonical;

    public override bool IsWord => false;
}

/// <summary>UTF-8 text.</summary>
internal sealed record StringType() : SolidityType("string")
{
    public override string Named => Canonical;

    public override bool IsWord => false;
}

/// <summary>T[] and T[k].</summary>
/// <param name="Element">T.</param>
/// <param name="Length">k; null if it belongs to the value.</param>
internal sealed record ArrayType(SolidityType Element, int? Length) : SolidityType($"{Element.Canonical}[{Length}]")
{
    public override string Named => $"{Element.Named}[{Length}]";

    public override bool IsWord => false;
}

/// <summary>A struct.</summary>
/// <param name="SourceName">"JobRegistry.JobSpec" after the ABI's internalType; made up of parameters' names where there is none.</param>
/// <param name="Components">Its members in order.</param>
internal sealed record StructType(string SourceName, EquatableArray<ParameterModel> Components)
    : SolidityType($"({string.Join(",", Components.Select(component => component.Type.Canonical))})")
{
    public override string Named => $"({string.Join(",", Components.Select(component => component.Declaration))})";

    public override bool IsWord => false;

    /// <summary>The structs that parameters are made of, inner ones first, each one once.</summary>
    public static IEnumerable<StructType> Within(IEnumerable<ParameterModel> parameters) =>
        parameters.SelectMany(parameter => Within(parameter.Type))
            .GroupBy(type => type.SourceName, StringComparer.Ordinal)
            .Select(group => group.First());

    private static IEnumerable<StructType> Within(SolidityType type) => type switch
    {
        ArrayType array => Within(array.Element),
        StructType tuple => tuple.Components.SelectMany(component => Within(component.Type)).Append(tuple),
        _ => [],
    };
}
