using System.Numerics;

namespace AuditNode.Chain.Tests;

public class Bytes32Tests
{
    [Fact]
    public void Bytes_text_number_and_order_agree()
    {
        var random = new TestRandom(10);
        for (var round = 0; round < 1000; round++)
        {
            var (left, right) = (random.Bytes(32), random.Bytes(32));
            var value = Bytes32.FromBytes(left);
            Assert.Equal(left, value.ToArray());
            Assert.Equal(value, Bytes32.Parse(value.ToString()));
            Assert.Equal(value, Bytes32.Parse("0x" + value.ToString()[2..].ToUpperInvariant()));
            Assert.Equal(value, Bytes32.FromUInt256(value.ToUInt256()));
            Assert.Equal(Math.Sign(value.ToUInt256().CompareTo(Bytes32.FromBytes(right).ToUInt256())), Math.Sign(value.CompareTo(Bytes32.FromBytes(right))));
        }
    }

    [Fact]
    public void Equality_looks_at_every_byte()
    {
        for (var i = 0; i < 32; i++)
        {
            var bytes = new byte[32];
            bytes[i] = 1;
            Assert.True(Bytes32.FromBytes(bytes) != Bytes32.Zero);
            Assert.False(Bytes32.FromBytes(bytes).IsZero);
            Assert.Equal(Bytes32.FromBytes(bytes), Bytes32.FromUInt256(BigInteger.One << (8 * (31 - i))));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("0x00")]
    [InlineData("0x000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0x000000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0x00000000000000000000000000000000000000000000000000000000000000zz")]
    public void What_is_not_32_bytes_is_refused(string text)
    {
        Assert.False(Bytes32.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Bytes32.Parse(text));
    }

    [Fact]
    public void Numbers_and_bytes_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Bytes32.FromUInt256(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bytes32.FromUInt256(BigInteger.One << 256));
        Assert.Throws<ArgumentException>(() => Bytes32.FromBytes(new byte[31]));
        Assert.Throws<ArgumentException>(() => Bytes32.FromBytes(new byte[33]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bytes32.Zero.Write(new byte[31]));
    }
}
