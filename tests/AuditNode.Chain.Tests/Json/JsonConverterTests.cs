using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;
using AuditNode.Chain.Json;

namespace AuditNode.Chain.Tests.Json;

public class JsonConverterTests
{
    private const string Text =
        """{"Address":"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed","Hash":"0x0000000000000000000000000000000000000000000000000000000000000007","Other":null,"Data":"0x00ff","Value":"0xde0b6b3a7640000","Number":"0x0","Maybe":null,"ByAddress":{"0x0000000000000000000000000000000000000000":1}}""";

    [Fact]
    public void Values_have_the_form_of_json_rpc_and_survive()
    {
        var sample = JsonSerializer.Deserialize<Sample>(Text)!;
        Assert.Equal(Address.Parse("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"), sample.Address);
        Assert.Equal(Bytes32.FromUInt256(7), sample.Hash);
        Assert.Equal(new byte[] { 0, 0xff }, sample.Data);
        Assert.Equal(BigInteger.Pow(10, 18), sample.Value);
        Assert.Equal((0UL, null, null), (sample.Number, sample.Maybe, sample.Other));
        Assert.Equal(Text, JsonSerializer.Serialize(sample));
    }

    [Theory]
    [InlineData("""{"Address":"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD"}""")]
    [InlineData("""{"Address":5}""")]
    [InlineData("""{"Address":null}""")]
    [InlineData("""{"Address":"\ud800"}""")]
    [InlineData("""{"Hash":"0x07"}""")]
    [InlineData("""{"Data":"AP8="}""")]
    [InlineData("""{"Data":"0x0"}""")]
    [InlineData("""{"Value":"1"}""")]
    [InlineData("""{"Value":1}""")]
    [InlineData("""{"Value":"0x01"}""")]
    [InlineData("""{"Number":"0x10000000000000000"}""")]
    [InlineData("""{"Number":7}""")]
    [InlineData("""{"ByAddress":{"x":1}}""")]
    public void Other_forms_are_refused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Sample>(json));

    private sealed record Sample
    {
        public Address Address { get; init; }

        public Bytes32 Hash { get; init; }

        public Bytes32? Other { get; init; }

        [JsonConverter(typeof(DataJsonConverter))]
        public byte[] Data { get; init; } = [];

        [JsonConverter(typeof(QuantityJsonConverter))]
        public BigInteger Value { get; init; }

        [JsonConverter(typeof(UInt64QuantityJsonConverter))]
        public ulong Number { get; init; }

        [JsonConverter(typeof(UInt64QuantityJsonConverter))]
        public ulong? Maybe { get; init; }

        public Dictionary<Address, int> ByAddress { get; init; } = [];
    }
}
