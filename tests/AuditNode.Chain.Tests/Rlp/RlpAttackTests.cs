using AuditNode.Chain.Rlp;

namespace AuditNode.Chain.Tests.Rlp;

/// <summary>Encodings that a lenient reader takes: a second form of the same data, or a length that costs memory.</summary>
public class RlpAttackTests
{
    [Theory]
    [InlineData("0x8100", "a single byte with a prefix")]
    [InlineData("0x817f", "a single byte with a prefix")]
    [InlineData("0xb800", "a long length of nothing")]
    [InlineData("0xb80161", "a long length of a short string")]
    [InlineData("0xb90000", "a length with leading zeros")]
    [InlineData("0xb837" + "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000", "55 bytes in the long form")]
    [InlineData("0x83646f", "a string beyond the data")]
    [InlineData("0xb8", "no length")]
    [InlineData("0xb9ff", "half a length")]
    [InlineData("0xbbffffffff", "a length of 4 GiB")]
    [InlineData("0xbfffffffffffffffff", "a length of 2^64 - 1")]
    [InlineData("0xbf7fffffffffffffff", "a length of 2^63 - 1")]
    [InlineData("0xbf8000000000000001", "a length of 2^63 + 1")]
    [InlineData("0xbf0000000000000001", "a length with leading zeros")]
    [InlineData("0x", "nothing")]
    [InlineData("0xc0", "a list")]
    public void Strings_that_are_not_canonical_are_refused(string rlp, string what) =>
        Assert.True(Refuses(rlp, (ref RlpReader reader) => reader.ReadBytes()), what);

    [Theory]
    [InlineData("0xf800", "a long length of nothing")]
    [InlineData("0xf80180", "a long length of a short list")]
    [InlineData("0xf90000", "a length with leading zeros")]
    [InlineData("0xc2", "a list beyond the data")]
    [InlineData("0xfbffffffff", "a length of 4 GiB")]
    [InlineData("0xffffffffffffffffff", "a length of 2^64 - 1")]
    [InlineData("0xff7fffffffffffffff", "a length of 2^63 - 1")]
    [InlineData("0x80", "a string")]
    [InlineData("0x", "nothing")]
    public void Lists_that_are_not_canonical_are_refused(string rlp, string what) =>
        Assert.True(Refuses(rlp, (ref RlpReader reader) => reader.ReadList()), what);

    [Theory]
    [InlineData("0x00", "zero as a byte")]
    [InlineData("0x820001", "leading zeros")]
    [InlineData("0xa1010000000000000000000000000000000000000000000000000000000000000000", "257 bits")]
    public void Numbers_that_are_not_canonical_are_refused(string rlp, string what)
    {
        Assert.True(Refuses(rlp, (ref RlpReader reader) => reader.ReadUInt256()), what);
        Assert.True(Refuses(rlp, (ref RlpReader reader) => reader.ReadUInt64()), what);
    }

    [Fact]
    public void A_number_of_65_bits_is_no_number_of_64_bits() =>
        Assert.True(Refuses("0x89010000000000000000", (ref RlpReader reader) => reader.ReadUInt64()));

    [Fact]
    public void An_item_cannot_reach_beyond_its_list() =>
        Assert.True(Refuses("0xc283616263", (ref RlpReader reader) =>
        {
            var items = reader.ReadList();
            items.ReadBytes();
        }));

    [Fact]
    public void Bytes_after_the_last_item_are_refused() =>
        Assert.True(Refuses("0x0102", (ref RlpReader reader) =>
        {
            reader.ReadBytes();
            reader.End();
        }));

    [Theory]
    [InlineData(RlpReader.MaxDepth, true)]
    [InlineData(RlpReader.MaxDepth + 1, false)]
    [InlineData(10_000, false)]
    public void Nesting_is_bounded(int depth, bool isAllowed)
    {
        var writer = new RlpWriter();
        for (var i = 0; i < depth; i++)
            writer.StartList();
        for (var i = 0; i < depth; i++)
            writer.EndList();
        Assert.Equal(isAllowed, !Refuses(HexData.Encode(writer.ToArray()), Exhaust));
    }

    [Fact]
    public void Random_bytes_are_refused_or_are_the_one_encoding_of_what_was_read()
    {
        var random = new TestRandom(210);
        var accepted = 0;
        for (var round = 0; round < 10_000; round++)
        {
            var data = random.Bytes(random.Below(40));
            // First bytes that promise much are the more interesting ones.
            if (data.Length > 0 && random.OneIn(2))
                data[0] = (byte)(0x80 + random.Below(0x80));
            try
            {
                var reader = new RlpReader(data);
                var writer = new RlpWriter();
                Copy(ref reader, writer);
                Assert.True(data.AsSpan().SequenceEqual(writer.ToArray()), TestSeed.Describe(round));
                accepted++;
            }
            catch (RlpException)
            {
                // Refused, as most are.
            }
        }
        Assert.InRange(accepted, 100, 9_900);
    }

    private delegate void Reading(ref RlpReader reader);

    private static bool Refuses(string rlp, Reading read)
    {
        try
        {
            var reader = new RlpReader(HexData.Decode(rlp));
            read(ref reader);
            return false;
        }
        catch (RlpException)
        {
            return true;
        }
    }

    private static void Exhaust(ref RlpReader reader)
    {
        while (!reader.IsAtEnd)
        {
            var items = reader.ReadList();
            Exhaust(ref items);
        }
    }

    private static void Copy(ref RlpReader reader, RlpWriter writer)
    {
        while (!reader.IsAtEnd)
        {
            if (reader.IsList)
            {
                var items = reader.ReadList();
                writer.StartList();
                Copy(ref items, writer);
                writer.EndList();
            }
            else
            {
                writer.WriteBytes(reader.ReadBytes());
            }
        }
    }
}
