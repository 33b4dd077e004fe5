using System.Text;
using AuditNode.Records.Canonical;

namespace AuditNode.Records.Tests.Canonical;

public class CanonicalWriterTests
{
    [Fact]
    public void Writes_the_string_of_RFC_8785_section_3_2_2_2()
    {
        var text = new CanonicalText("\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/");

        // Section 3.2.4 has these bytes.
        Assert.Equal("22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f22", Convert.ToHexStringLower(text.ToBytes()));
    }

    [Fact]
    public void Sorts_the_names_of_RFC_8785_section_3_2_3()
    {
        var names = new Dictionary<string, string>
        {
            ["\u20ac"] = "Euro Sign",
            ["\r"] = "Carriage Return",
            ["\ufb33"] = "Hebrew Letter Dalet With Dagesh",
            ["1"] = "One",
            ["\ud83d\ude00"] = "Emoji: Grinning Face",
            ["\u0080"] = "Control",
            ["\u00f6"] = "Latin Small Letter O With Diaeresis",
        };
        var sorted = new CanonicalObject(names.Select(name => KeyValuePair.Create<string, CanonicalValue>(name.Key, new CanonicalText(name.Value))));

        Assert.Equal(
            ["Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh"],
            sorted.Members.Select(member => ((CanonicalText)member.Value).Value));
        Assert.Equal(sorted.ToBytes(), CanonicalReader.Read(sorted.ToBytes(), 1000).ToBytes());
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-1, "-1")]
    [InlineData(9007199254740991, "9007199254740991")]
    [InlineData(-9007199254740991, "-9007199254740991")]
    public void Writes_integers_as_ECMAScript_does(long value, string expected) =>
        Assert.Equal(expected, Encoding.ASCII.GetString(new CanonicalInteger(value).ToBytes()));

    [Theory]
    [InlineData(9007199254740992)]
    [InlineData(-9007199254740992)]
    [InlineData(long.MinValue)]
    public void Refuses_integers_that_JSON_readers_round(long value) => Assert.Throws<ArgumentOutOfRangeException>(() => new CanonicalInteger(value));

    [Theory]
    [InlineData(new[] { 0xd83d })]
    [InlineData(new[] { 0xde00, 0xd83d })]
    [InlineData(new[] { 0x61, 0xdfff })]
    [InlineData(new[] { 0xd83d, 0x61 })]
    public void Refuses_half_of_a_surrogate_pair(int[] codeUnits) =>
        Assert.Throws<RecordFormatException>(() => new CanonicalText(string.Concat(codeUnits.Select(unit => (char)unit))).ToBytes());

    [Fact]
    public void Refuses_a_name_twice()
    {
        var twice = new CanonicalObject([new("a", new CanonicalInteger(1)), new("a", new CanonicalInteger(2))]);

        Assert.Equal("a", Assert.Throws<RecordFormatException>(twice.ToBytes).Member);
    }
}
