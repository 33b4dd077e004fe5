using AuditNode.Chain.Abi;
using Xunit.Abstractions;

namespace AuditNode.Chain.Tests.Abi;

/// <summary>Changed encodings of random types: refused, or the one encoding of other values; never anything else.</summary>
public class AbiFuzzTests(ITestOutputHelper output)
{
    private const int Rounds = 10_000;
    private const int Word = 32;

    [Fact]
    public void Changed_encodings_are_refused_or_encode_the_values_that_are_read()
    {
        output.WriteLine($"{TestSeed.EnvironmentVariable}={TestSeed.Value}");
        var random = new TestRandom(110);
        var accepted = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var parameters = AbiSamples.Parameters(random, 3);
            var data = AbiCodec.Encode(parameters, AbiSamples.Values(random, parameters));
            if (Decodes(parameters, Change(random, data), round))
                accepted++;
        }
        output.WriteLine($"{accepted} of {Rounds} were accepted");
        Assert.InRange(accepted, Rounds / 20, Rounds * 19 / 20);
    }

    [Fact]
    public void Random_words_are_refused_or_encode_the_values_that_are_read()
    {
        var random = new TestRandom(111);
        for (var round = 0; round < Rounds; round++)
        {
            var data = new byte[Word * random.Below(12)];
            for (var i = 0; i < data.Length; i += Word)
                PutNumber(random, data, i);
            Decodes(AbiSamples.Parameters(random, 3), data, round);
        }
    }

    // What decodes must be exactly what its values encode to: then there is no second form, and nothing was made up.
    private static bool Decodes(List<AbiParameter> parameters, byte[] data, int round)
    {
        object[] values;
        try
        {
            values = AbiCodec.Decode(parameters, data);
        }
        catch (AbiDecodingException)
        {
            return false;
        }
        Assert.True(data.AsSpan().SequenceEqual(AbiCodec.Encode(parameters, values)), TestSeed.Describe(round));
        return true;
    }

    private static byte[] Change(TestRandom random, byte[] data)
    {
        if (data.Length == 0)
            return random.Bytes(random.Below(64));
        var word = Word * random.Below(data.Length / Word);
        switch (random.Below(6))
        {
            case 0:
                data[random.Below(data.Length)] ^= (byte)(1 << random.Below(8));
                return data;
            case 1:
                PutNumber(random, data, word);
                return data;
            case 2:
                return data[..random.Below(data.Length)];
            case 3:
                return [.. data, .. new byte[1 + random.Below(64)]];
            case 4:
                return [.. data[..word], .. data[(word + Word)..]];
            default:
                data.AsSpan(Word * random.Below(data.Length / Word), Word).CopyTo(data.AsSpan(word));
                return data;
        }
    }

    // Numbers as they occur in offsets and lengths, and at the ends of ranges.
    private static void PutNumber(TestRandom random, byte[] data, int at)
    {
        var value = random.Below(4) switch
        {
            0 => random.Below(8),
            1 => Word * random.Below(12),
            2 => random.Unsigned(31),
            _ => random.Unsigned(256),
        };
        Bytes32.FromUInt256(value).Write(data.AsSpan(at));
    }
}
