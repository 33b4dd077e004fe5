using System.Numerics;
using AuditNode.Chain;
using AuditNode.Contracts.Tests.Bindings.Specimens;

namespace AuditNode.Contracts.Tests.Bindings;

/// <summary>Values that the tests of the bindings use.</summary>
internal static class Samples
{
    public static Address Account { get; } = Address.Parse("0x00000000000000000000000000000000000000a1");

    public static Address Institution { get; } = Address.Parse("0x00000000000000000000000000000000000000b2");

    public static Address Contract { get; } = Address.Parse("0x00000000000000000000000000000000000000c3");

    public static Bytes32 JobId { get; } = Word(0x1111);

    public static Bytes32 Word(int value) => Bytes32.FromUInt256(value);

    public static Specimen.Leaf Leaf { get; } = new(7, [1, 65535]);

    /// <summary>What the codec takes for <see cref="Leaf"/>.</summary>
    public static object[] LeafValues { get; } = [(BigInteger)7, new object[] { (BigInteger)1, (BigInteger)65535 }];

    public static Log Log(Bytes32[] topics, byte[] data, Address? contract = null, ulong block = 5, ulong index = 2) => new()
    {
        Address = contract ?? Contract,
        Topics = topics,
        Data = data,
        BlockNumber = block,
        BlockHash = Word(0xb10c),
        TransactionHash = Word(0x7a),
        TransactionIndex = 3,
        LogIndex = index,
    };
}
