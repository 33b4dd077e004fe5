using System.Numerics;

namespace AuditNode.Chain.Tests;

public class HexDataTests
{
    [Theory]
    [InlineData("0x", 0)]
    [InlineData("0x00", 1)]
    [InlineData("0xAbCd", 2)]
    public void Data_is_read_in_either_case(string text, int length)
    {
        Assert.Equal(length, HexData.Decode(text).Length);
        Assert.Equal(text.ToLowerInvariant(), HexData.Encode(HexData.Decode(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("00")]
    [InlineData("0X00")]
    [InlineData("0x0")]
    [InlineData("0x0g")]
    [InlineData("0x00 ")]
    [InlineData(" 0x00")]
    [InlineData("0x٠٠")]
    public void What_is_no_data_is_refused(string text)
    {
        Assert.False(HexData.TryDecode(text, out _));
        Assert.Throws<FormatException>(() => HexData.Decode(text));
    }

    [Theory]
    [InlineData("0x0", "0")]
    [InlineData("0x1", "1")]
    [InlineData("0x41", "65")]
    [InlineData("0x400", "1024")]
    [InlineData("0x80", "128")]
    [InlineData("0xffffffffffffffff", "18446744073709551615")]
    [InlineData("0x10000000000000000", "18446744073709551616")]
    [InlineData("0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", "115792089237316195423570985008687907853269984665640564039457584007913129639935")]
    public void Quantities_are_written_and_read(string text, string number)
    {
        var value = BigInteger.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(value, HexData.DecodeQuantity(text));
        Assert.Equal(text, HexData.EncodeQuantity(value));
        if (value > ulong.MaxValue)
        {
            Assert.Throws<FormatException>(() => HexData.DecodeQuantityUInt64(text));
            return;
        }
        Assert.Equal((ulong)value, HexData.DecodeQuantityUInt64(text));
        Assert.Equal(text, HexData.EncodeQuantity((ulong)value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("0x00")]
    [InlineData("0x0400")]
    [InlineData("ff")]
    [InlineData("0Xff")]
    [InlineData("-0x1")]
    [InlineData("0x-1")]
    [InlineData("0x 1")]
    [InlineData("0xg")]
    [InlineData("0x10000000000000000000000000000000000000000000000000000000000000000")]
    public void What_is_no_quantity_is_refused(string text)
    {
        Assert.False(HexData.TryDecodeQuantity(text, out _));
        Assert.Throws<FormatException>(() => HexData.DecodeQuantity(text));
        Assert.Throws<FormatException>(() => HexData.DecodeQuantityUInt64(text));
    }

    [Fact]
    public void Numbers_that_are_no_quantity_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => HexData.EncodeQuantity(BigInteger.MinusOne));
        Assert.Throws<ArgumentOutOfRangeException>(() => HexData.EncodeQuantity(BigInteger.One << 256));
    }

    [Fact]
    public void Random_quantities_survive()
    {
        var random = new TestRandom(20);
        for (var round = 0; round < 2000; round++)
        {
            var value = random.Unsigned(256);
            Assert.Equal(value, HexData.DecodeQuantity(HexData.EncodeQuantity(value)));
        }
    }

    [Fact]
    public void Complaints_about_long_texts_are_short() =>
        Assert.InRange(Assert.Throws<FormatException>(() => HexData.Decode(new string('z', 1_000_000))).Message.Length, 1, 300);
}
