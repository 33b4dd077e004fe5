namespace AuditNode.Chain.Tests;

public class AddressTests
{
    /// <summary>The examples of https://eips.ethereum.org/EIPS/eip-55.</summary>
    public static TheoryData<string> Eip55Examples =>
    [
        "0x52908400098527886E0F7030069857D2E4169EE7", "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
        "0xde709f2102306220921060314715629080e2fb77", "0x27b1fdb04752bbc536007a920d24acb045561c26",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
    ];

    [Theory, MemberData(nameof(Eip55Examples))]
    public void Addresses_are_written_with_the_checksum(string text) => Assert.Equal(text, Address.Parse(text).ToString());

    [Theory, MemberData(nameof(Eip55Examples))]
    public void Addresses_of_one_case_are_accepted(string text)
    {
        Assert.Equal(text, Address.Parse(text.ToLowerInvariant()).ToString());
        Assert.Equal(text, Address.Parse("0x" + text[2..].ToUpperInvariant()).ToString());
    }

    [Theory]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD")]
    [InlineData("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaeD")]
    [InlineData("5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData("0X5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed00")]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg")]
    [InlineData(" 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")]
    [InlineData("")]
    public void Wrong_checksums_lengths_and_digits_are_refused(string text)
    {
        Assert.False(Address.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Address.Parse(text));
    }

    [Fact]
    public void Bytes_survive_and_order_addresses_as_numbers()
    {
        var random = new TestRandom(1);
        for (var round = 0; round < 1000; round++)
        {
            var (left, right) = (random.Bytes(20), random.Bytes(20));
            Assert.Equal(left, Address.FromBytes(left).ToArray());
            Assert.Equal(
                Math.Sign(left.AsSpan().SequenceCompareTo(right)), Math.Sign(Address.FromBytes(left).CompareTo(Address.FromBytes(right))));
        }
    }
}
