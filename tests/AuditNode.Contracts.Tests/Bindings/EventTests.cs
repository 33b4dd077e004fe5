using System.Numerics;
using AuditNode.Chain;
using AuditNode.Chain.Abi;
using AuditNode.Contracts.Tests.Bindings.Specimens;
using Opened = AuditNode.Contracts.Tests.Bindings.Specimens.Specimen.OpenedBytes32AddressUint64Bytes32;

namespace AuditNode.Contracts.Tests.Bindings;

/// <summary>Events from logs.</summary>
public class EventTests
{
    private static readonly Bytes32 openedTopic = Keccak256.HashData("Opened(bytes32,address,uint64,bytes32)"u8);

    private static readonly Bytes32[] openedTopics =
        [openedTopic, Samples.JobId, Bytes32.FromUInt256(0xb2), Bytes32.FromUInt256(41)];

    [Fact]
    public void A_log_gives_typed_values_and_its_place_in_the_chain()
    {
        var log = Samples.Log(openedTopics, Samples.Word(99).ToArray());

        var decoded = Opened.Decode(log);

        var origin = new EventOrigin(Samples.Contract, 5, Samples.Word(0xb10c), Samples.Word(0x7a), 3, 2);
        Assert.Equal(new Opened(Samples.JobId, Samples.Institution, 41, Samples.Word(99), origin), decoded);
    }

    [Fact]
    public void Indexed_strings_bytes_arrays_and_structs_are_hashes()
    {
        var definition = AbiEvent.Parse("Named(string indexed name, bytes indexed data, uint8[2] indexed pair, (uint8,uint16[]) leaf)");
        var (topics, data) = definition.EncodeLog("n", "d"u8.ToArray(), new object[] { BigInteger.One, (BigInteger)2 }, Samples.LeafValues);

        Assert.True(Specimen.Named.TryDecode(Samples.Log(topics, data), out var decoded));

        Assert.Equal(Keccak256.HashData("n"u8), decoded.Name);
        Assert.Equal(Keccak256.HashData("d"u8), decoded.Data);
        Assert.Equal(Keccak256.HashData([.. Samples.Word(1).ToArray(), .. Samples.Word(2).ToArray()]), decoded.Pair);
        Assert.Equal((7, 65535), (decoded.Leaf.Kind, decoded.Leaf.Numbers[1]));
    }

    [Fact]
    public void Structs_in_the_data_are_records()
    {
        object[] place = ["Main", new object[] { Samples.LeafValues }, new object[] { Samples.LeafValues, Samples.LeafValues }];
        var (topics, data) = Specimen.Nested.Abi.EncodeLog(Samples.LeafValues, place);

        var decoded = Specimen.Nested.Decode(Samples.Log(topics, data));

        Assert.Equal("Main", decoded.Place.Street);
        Assert.Equal([1, 65535], decoded.Place.Pair[1].Numbers);
    }

    [Fact]
    public void Anonymous_events_have_no_topic_of_their_own()
    {
        var definition = AbiEvent.Parse(
            "Quiet(int32 indexed number, bytes4 indexed four, bool indexed flag, uint8 indexed state, string text) anonymous");
        var (topics, data) = definition.EncodeLog((BigInteger)(-1), new byte[] { 1, 2, 3, 4 }, true, BigInteger.One, "q");

        var decoded = Specimen.Quiet.Decode(Samples.Log(topics, data));

        Assert.Equal(4, topics.Length);
        Assert.Equal((-1, true, 1, "q"), (decoded.Number, decoded.Flag, decoded.State, decoded.Text));
        Assert.Equal([1, 2, 3, 4], decoded.Four.ToArray());
    }

    [Fact]
    public void Events_without_values_are_decoded()
    {
        Assert.True(Specimen.Silent.TryDecode(Samples.Log([Keccak256.HashData("Silent()"u8)], []), out _));
    }

    [Fact]
    public void A_parameter_called_origin_leaves_the_logs_origin_alone()
    {
        var log = Samples.Log([Keccak256.HashData("Address(uint256)"u8)], Samples.Word(3).ToArray());

        var decoded = Specimen.AddressEvent.Decode(log);

        Assert.Equal((3, 5u), (decoded.OriginValue, decoded.Origin.BlockNumber));
    }

    [Fact]
    public void Logs_of_other_events_are_not_decoded()
    {
        var overload = Samples.Log([Keccak256.HashData("Opened(bytes32)"u8), Samples.JobId], []);

        Assert.False(Opened.TryDecode(overload, out var decoded));
        Assert.Null(decoded);
        Assert.Throws<AbiDecodingException>(() => Opened.Decode(overload));
        Assert.True(Specimen.OpenedBytes32.TryDecode(overload, out _));
    }

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(0)]
    public void Logs_with_data_of_a_wrong_length_are_not_decoded(int length)
    {
        var log = Samples.Log(openedTopics, new byte[length]);

        Assert.False(Opened.TryDecode(log, out _));
        Assert.Throws<AbiDecodingException>(() => Opened.Decode(log));
    }

    [Fact]
    public void Topics_that_are_no_value_of_their_type_are_not_decoded()
    {
        Bytes32[] topics = [openedTopic, Samples.JobId, Keccak256.HashData("no address"u8), Samples.Word(41)];

        Assert.False(Opened.TryDecode(Samples.Log(topics, new byte[32]), out _));
    }

    [Fact]
    public async Task A_receipt_gives_the_events_of_the_contract_alone()
    {
        await using var node = new ScriptedNode();
        var specimen = new Specimen(node.Client, Samples.Contract);
        var receipt = new Receipt
        {
            TransactionHash = Samples.Word(0x7a),
            TransactionIndex = 3,
            BlockNumber = 5,
            BlockHash = Samples.Word(0xb10c),
            From = Samples.Account,
            Status = 1,
            GasUsed = 1,
            Logs =
            [
                Samples.Log(openedTopics, Samples.Word(1).ToArray(), Samples.Account, index: 0),
                Samples.Log(openedTopics, Samples.Word(2).ToArray(), index: 1),
                Samples.Log([Keccak256.HashData("Silent()"u8)], [], index: 2),
            ],
        };

        Assert.Equal(Samples.Word(2), Assert.Single(specimen.FindOpenedBytes32AddressUint64Bytes32(receipt)).RecordHash);
    }
}
