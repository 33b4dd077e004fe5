using AuditNode.Chain.Abi;

namespace AuditNode.Chain.Tests.Abi;

/// <summary>Random types and values of them.</summary>
internal static class AbiSamples
{
    private const int MaxDepth = 4;
    private const int MaxItems = 5;
    private static readonly string[] Texts = ["", "plain", "größe", "日本語のテキスト", "🙂 beyond the first plane", "a\0b", "\u0001\u007f\u0080"];

    public static List<AbiParameter> Parameters(TestRandom random, int maxCount) =>
        [.. Enumerable.Range(0, random.Below(maxCount + 1)).Select(i => new AbiParameter($"p{i}", Type(random)))];

    public static AbiType Type(TestRandom random, int depth = 0) => random.Below(depth < MaxDepth ? 8 : 4) switch
    {
        0 => new AbiIntegerType(8 * (1 + random.Below(32)), random.OneIn(2)),
        1 => random.OneIn(2) ? AbiType.Address : AbiType.Boolean,
        2 => new AbiFixedBytesType(1 + random.Below(32)),
        3 => random.OneIn(2) ? AbiType.Bytes : AbiType.String,
        4 => new AbiArrayType(Type(random, depth + 1)),
        5 => new AbiArrayType(Type(random, depth + 1), 1 + random.Below(MaxItems)),
        _ => Tuple(random, depth + 1),
    };

    public static object Value(TestRandom random, AbiType type) => type switch
    {
        AbiIntegerType { IsSigned: true } integer => random.Signed(integer.Bits),
        AbiIntegerType integer => random.Unsigned(integer.Bits),
        AbiAddressType => random.Address(),
        AbiBooleanType => random.OneIn(2),
        AbiFixedBytesType { Length: 32 } => random.Bytes32(),
        AbiFixedBytesType bytes => random.Bytes(bytes.Length),
        AbiBytesType => random.Bytes(random.Below(100)),
        AbiStringType => string.Concat(Enumerable.Range(0, random.Below(4)).Select(_ => Texts[random.Below(Texts.Length)])),
        AbiArrayType array => Items(array.Length ?? random.Below(MaxItems), _ => Value(random, array.Element)),
        AbiTupleType tuple => Items(tuple.Components.Count, i => Value(random, tuple.Components[i].Type)),
        _ => throw new InvalidOperationException($"There are no samples of {type}."),
    };

    public static object[] Values(TestRandom random, IReadOnlyList<AbiParameter> parameters) =>
        Items(parameters.Count, i => Value(random, parameters[i].Type));

    // All components have names or none has: viem returns tuples of the two kinds in different forms.
    private static AbiTupleType Tuple(TestRandom random, int depth)
    {
        var isNamed = random.OneIn(2);
        return new AbiTupleType(
            [.. Enumerable.Range(0, 1 + random.Below(MaxItems)).Select(i => new AbiParameter(isNamed ? $"c{i}" : "", Type(random, depth)))]);
    }

    private static object[] Items(int count, Func<int, object> item) => [.. Enumerable.Range(0, count).Select(item)];
}
