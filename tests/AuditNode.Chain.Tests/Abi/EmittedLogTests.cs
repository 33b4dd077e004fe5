using System.Numerics;
using System.Text;
using AuditNode.Chain.Abi;

namespace AuditNode.Chain.Tests.Abi;

/// <summary>Logs, errors and results of a contract that ran in an EVM.</summary>
public class EmittedLogTests
{
    private const string LongText = "a text that is longer than one word of thirty-two bytes";

    private static object[] Outer =>
    [
        new BigInteger(200), new object[] { "abc"u8.ToArray(), LongText },
        new object[] { "one"u8.ToArray(), new byte[3], "two"u8.ToArray() }, new object[] { new BigInteger(-2), new BigInteger(300) }, List,
    ];

    private static object[] List => [new object[] { new byte[] { 0x78, 0, 0 }, "" }, new object[] { new byte[] { 0x79, 0x7a, 0 }, "short" }];

    public static TheoryData<int, string, object[]> Emitted => new()
    {
        { 0, "Texts", ["hello", new byte[] { 0, 0xff }, new BigInteger(7)] },
        {
            1, "Arrays",
            [new object[] { 1, 65535, 3 }, new object[] { Bytes32.FromUInt256(1), Keccak256.HashData("x"u8) }, new object[] { "one", LongText }]
        },
        { 2, "Structs", [Outer, List, new object[] { new byte[] { 1 }, Array.Empty<byte>(), new byte[] { 2, 3 } }, Outer] },
        {
            3, "Nested",
            [
                new object[] { new object[] { -5 }, new object[] { 0, 9 } },
                new object[] { new object[] { false, true }, new object[] { true, false } }, Array.Empty<object>(),
            ]
        },
        { 4, "Hidden", [new BigInteger(5), "hidden", new byte[] { 1, 2, 3, 4 }, true, "seen"] },
    };

    [Theory, MemberData(nameof(Emitted))]
    public void Values_make_the_topics_and_the_data_that_the_contract_emitted(int log, string name, object[] values)
    {
        var (topics, data) = Emitter.Abi.Event(name).EncodeLog(values);
        Assert.Equal(Emitter.Logs[log].Topics, topics);
        Assert.Equal(Emitter.Logs[log].Data, data);
    }

    [Theory, MemberData(nameof(Emitted))]
    public void Emitted_logs_give_the_values_back_and_of_dynamic_indexed_ones_the_hash(int log, string name, object[] values)
    {
        var item = Emitter.Abi.Event(name);
        var decoded = item.DecodeLog(Emitter.Logs[log].Topics, Emitter.Logs[log].Data);
        var topic = item.IsAnonymous ? 0 : 1;
        for (var i = 0; i < values.Length; i++)
        {
            var isHashed = item.Inputs[i].IsIndexed && item.Inputs[i].Type is not AbiValueType;
            Assert.Equal(isHashed ? Emitter.Logs[log].Topics[topic] : values[i], decoded[i]);
            topic += item.Inputs[i].IsIndexed ? 1 : 0;
        }
    }

    [Fact]
    public void An_event_is_found_by_its_topic_and_an_anonymous_one_is_not()
    {
        Assert.True(Emitter.Abi.TryFindEvent(Emitter.Logs[2].Topics[0], out var found));
        Assert.Equal("Structs", found.Name);
        Assert.False(Emitter.Abi.TryFindEvent(Emitter.Abi.Event("Hidden").Topic, out _));
    }

    [Fact]
    public void A_custom_error_is_found_and_decoded()
    {
        Assert.True(Selector.TryRead(Emitter.Reverts[0], out var selector));
        Assert.True(Emitter.Abi.TryFindError(selector, out var error));
        object[] expected = [Keccak256.HashData("job"u8), new object[] { new BigInteger(4), new BigInteger(ulong.MaxValue) }, "sequence gap"];
        Assert.Equal(expected, error.Decode(Emitter.Reverts[0]));
        Assert.Equal(
            $"Refused(jobId: {Keccak256.HashData("job"u8)}, sequences: [4, 18446744073709551615], why: \"sequence gap\")", error.Describe(expected));
    }

    [Theory]
    [InlineData(1, "plain reason")]
    [InlineData(2, "panic 0x1: an assertion failed")]
    [InlineData(3, "panic 0x12: division or modulo by zero")]
    [InlineData(4, "panic 0x32: an array index is out of bounds")]
    [InlineData(5, "panic 0x11: arithmetic overflow or underflow")]
    public void Errors_that_every_contract_has_are_put_into_words(int how, string words)
    {
        Assert.True(Selector.TryRead(Emitter.Reverts[how], out var selector));
        Assert.True(Emitter.Abi.TryFindError(selector, out var error));
        Assert.Equal(words, error.Describe(error.Decode(Emitter.Reverts[how])));
    }

    [Fact]
    public void A_revert_without_data_has_no_selector() => Assert.False(Selector.TryRead(Emitter.Reverts[6], out _));

    [Fact]
    public void Nested_results_are_decoded_and_encoded_as_the_contract_does()
    {
        var echo = Emitter.Abi.Function("echo");
        var arguments = echo.DecodeCall(Emitter.EchoCall);
        Assert.Equal("größe", ((object[])((object[])arguments[0])[1])[1]);
        object[] swapped = [arguments[1], arguments[0]];
        Assert.Equal(swapped, echo.DecodeOutputs(Emitter.EchoReturned));
        Assert.Equal(Emitter.EchoReturned, echo.EncodeOutputs(swapped));
    }

    [Fact]
    public void A_filter_asks_for_given_values_and_leaves_others_open()
    {
        var item = AbiEvent.Parse("E(uint256 indexed a, string indexed b, address indexed c, bool d)");
        Assert.Equal([item.Topic], item.EncodeFilter());
        Assert.Equal([item.Topic], item.EncodeFilter([null, null, null]));
        Assert.Equal([item.Topic, null, Keccak256.HashData(Encoding.UTF8.GetBytes("x"))], item.EncodeFilter(null, "x"));
        Assert.Equal([item.Topic, Bytes32.FromUInt256(5)], item.EncodeFilter(5, null));
        Assert.Throws<AbiEncodingException>(() => item.EncodeFilter(1, "x", Address.Zero, true));
    }

    [Fact]
    public void A_log_of_another_event_is_refused()
    {
        var item = Emitter.Abi.Event("Texts");
        Assert.Throws<AbiDecodingException>(() => item.DecodeLog(Emitter.Logs[1].Topics, Emitter.Logs[1].Data));
        Assert.Throws<AbiDecodingException>(() => item.DecodeLog(Emitter.Logs[0].Topics[..2], Emitter.Logs[0].Data));
        Assert.Throws<AbiDecodingException>(() => item.DecodeLog([], Emitter.Logs[0].Data));
        Assert.Throws<AbiDecodingException>(() => item.DecodeLog(Emitter.Logs[0].Topics, [.. Emitter.Logs[0].Data, 0]));
    }
}
