using System.Buffers.Binary;

namespace AuditNode.Ckks.SealFormat.Tests;

/// <summary>Damaged, truncated and hostile bytes.</summary>
public class MalformedInputTests
{
    private const ulong Huge = 1UL << 61;

    public static TheoryData<string> Kinds => ["ciphertext", "publicKey", "secretKey", "parameters"];

    /// <summary>Kind, offset of a 64-bit word, what to put there, the field that is named.</summary>
    public static TheoryData<string, int, ulong, string> BadWords => new()
    {
        { "ciphertext", 16, 0, "parmsId" },
        { "ciphertext", 49, 0, "size" },
        { "ciphertext", 49, 1, "size" },
        { "ciphertext", 49, 17, "size" },
        { "ciphertext", 49, 3, "data.count" },
        { "ciphertext", 57, 2048, "polyModulusDegree" },
        { "ciphertext", 65, 1, "coeffModulusSize" },
        { "ciphertext", 73, 0, "scale" },
        { "ciphertext", 73, 0xBFF0_0000_0000_0000, "scale" }, // -1
        { "ciphertext", 73, 0x7FF0_0000_0000_0000, "scale" }, // infinity
        { "ciphertext", 73, 0x7FF8_0000_0000_0000, "scale" }, // not a number
        { "ciphertext", 81, 2, "correctionFactor" },
        { "ciphertext", 105, ulong.MaxValue, "data.count" },
        { "ciphertext", 105, 2048, "data.count" }, // one polynomial, as if a seed stood for the other
        { "ciphertext", 113, ulong.MaxValue, "data[0]" },
        { "publicKey", 16, 0, "parmsId" },
        { "publicKey", 49, 3, "data.count" },
        { "publicKey", 73, 0x4000_0000_0000_0000, "scale" }, // 2
        { "secretKey", 16, 0, "parmsId" },
        { "secretKey", 48, 0, "coeffCount" },
        { "secretKey", 56, 0x4000_0000_0000_0000, "scale" }, // 2
        { "secretKey", 88, ulong.MaxValue, "data[0]" },
        { "parameters", 17, 1000, "polyModulusDegree" },
        { "parameters", 25, 0, "coeffModulusSize" },
        { "parameters", 25, 257, "coeffModulusSize" },
        { "parameters", 41, 25, "coeffModulus[0].header.size" },
        { "parameters", 49, 4, "coeffModulus[0]" },
        { "parameters", 121, 2, "plainModulus" },
    };

    /// <summary>Kind, offset of a 64-bit size, the field that is named when it is 2^61.</summary>
    public static TheoryData<string, int, string> HugeSizes => new()
    {
        { "ciphertext", 8, "header.size" },
        { "ciphertext", 49, "size" },
        { "ciphertext", 57, "polyModulusDegree" },
        { "ciphertext", 65, "coeffModulusSize" },
        { "ciphertext", 97, "data.header.size" },
        { "ciphertext", 105, "data.count" },
        { "publicKey", 105, "data.count" },
        { "secretKey", 8, "header.size" },
        { "secretKey", 48, "coeffCount" },
        { "secretKey", 72, "data.header.size" },
        { "secretKey", 80, "data.count" },
        { "parameters", 17, "polyModulusDegree" },
        { "parameters", 25, "coeffModulusSize" },
    };

    /// <summary>Kind, offset of a byte, what to put there, the field that is named.</summary>
    public static TheoryData<string, int, byte, string> BadBytes => new()
    {
        { "ciphertext", 48, 2, "isNttForm" },
        { "publicKey", 48, 0, "isNttForm" },
        { "ciphertext", 89, 0, "data.header.magic" },
        { "ciphertext", 92, 3, "data.header.version" },
        { "ciphertext", 94, 2, "data.header.comprMode" },
        { "secretKey", 64, 0, "data.header.magic" },
        { "parameters", 16, 1, "scheme" },
        { "parameters", 33, 0, "coeffModulus[0].header.magic" },
    };

    public static TheoryData<string, int, byte, string> BadHeaders
    {
        get
        {
            var data = new TheoryData<string, int, byte, string>();
            foreach (var kind in (string[])["ciphertext", "publicKey", "secretKey", "parameters"])
            {
                data.Add(kind, 0, 0x5F, "header.magic");
                data.Add(kind, 1, 0x00, "header.magic");
                data.Add(kind, 2, 0x11, "header.headerSize");
                data.Add(kind, 3, 3, "header.version");
                data.Add(kind, 3, 5, "header.version");
                data.Add(kind, 5, 1, "header.comprMode");
                data.Add(kind, 5, 2, "header.comprMode");
                data.Add(kind, 5, 3, "header.comprMode");
                data.Add(kind, 6, 1, "header.reserved");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Well_formed_objects_are_read(string kind) =>
        SealSamples.Read(kind, SealSamples.Bytes(kind), SealSamples.Parameters);

    [Theory]
    [MemberData(nameof(BadWords))]
    public void A_word_out_of_range_is_named(string kind, int offset, ulong word, string field)
    {
        var bytes = SealSamples.Bytes(kind);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(offset), word);
        Assert.Equal(field, SealSamples.Refusal(kind, bytes).Field);
    }

    [Theory]
    [MemberData(nameof(BadBytes))]
    [MemberData(nameof(BadHeaders))]
    public void A_byte_out_of_range_is_named(string kind, int offset, byte value, string field)
    {
        var bytes = SealSamples.Bytes(kind);
        bytes[offset] = value;
        Assert.Equal(field, SealSamples.Refusal(kind, bytes).Field);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_truncated_object_is_refused(string kind)
    {
        var whole = SealSamples.Bytes(kind);
        foreach (var length in Lengths(whole.Length))
            Assert.Equal(length < 16 ? "header" : "header.size", SealSamples.Refusal(kind, whole[..length]).Field);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_truncated_object_that_announces_its_length_truly_is_refused(string kind)
    {
        var whole = SealSamples.Bytes(kind);
        foreach (var length in Lengths(whole.Length))
            Assert.NotEmpty(SealSamples.Refusal(kind, SealSamples.WithTrueLength(whole[..length])).Field);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Trailing_bytes_are_refused(string kind)
    {
        byte[] longer = [.. SealSamples.Bytes(kind), 0];
        Assert.Equal("header.size", SealSamples.Refusal(kind, longer).Field);
        Assert.Contains("one SEAL object at a time", SealSamples.Refusal(kind, longer).Message, StringComparison.Ordinal);
        Assert.Equal(kind == "parameters" ? "header.size" : "data", SealSamples.Refusal(kind, SealSamples.WithTrueLength(longer)).Field);
    }

    [Theory]
    [InlineData("ciphertext", 113, 2, 2)]
    [InlineData("publicKey", 113, 3, 2)]
    [InlineData("secretKey", 88, 3, 1)]
    public void A_coefficient_that_is_not_below_its_prime_is_named(string kind, int dataOffset, int primeCount, int polynomialCount)
    {
        var degree = SealSamples.Parameters.Degree;
        for (var word = 0; word < polynomialCount * primeCount * degree; word += 511)
        {
            var bytes = SealSamples.Bytes(kind);
            var prime = SealSamples.Parameters.Primes[word / degree % primeCount];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(dataOffset + (8 * word)), prime);
            var refused = SealSamples.Refusal(kind, bytes);
            Assert.Equal($"data[{word}]", refused.Field);
            Assert.Equal(kind != "secretKey", refused.Message.Contains($"found {prime},", StringComparison.Ordinal));

            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(dataOffset + (8 * word)), prime - 1);
            SealSamples.Read(kind, bytes, SealSamples.Parameters);
        }
    }

    [Theory]
    [InlineData("ciphertext")]
    [InlineData("publicKey")]
    [InlineData("secretKey")]
    public void A_foreign_parms_id_is_refused(string kind)
    {
        var foreign = SealParameters.Create(1024, [30, 26, 30]);
        var refused = SealSamples.Refusal(kind, SealSamples.Bytes(kind), foreign);
        Assert.Equal("parmsId", refused.Field);
        Assert.Contains("Give", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_and_ciphertexts_are_not_taken_for_each_other()
    {
        Assert.Equal("parmsId", SealSamples.Refusal("ciphertext", SealSamples.Bytes("publicKey")).Field);
        Assert.Equal("parmsId", SealSamples.Refusal("publicKey", SealSamples.Bytes("ciphertext")).Field);
        Assert.Equal("coeffCount", SealSamples.Refusal("secretKey", SealSamples.Bytes("publicKey")).Field);
    }

    [Theory]
    [InlineData("ciphertext", 113)]
    [InlineData("publicKey", 113)]
    [InlineData("secretKey", 88)]
    public void Announced_coefficients_that_are_not_there_cost_no_memory(string kind, int dataOffset)
    {
        var parameters = SealParameters.Create(32768, [50, 40, 40, 50]);
        var primeCount = kind == "ciphertext" ? 3 : 4;
        var words = new ulong[(kind == "secretKey" ? 1 : 2) * primeCount * parameters.Degree];
        var whole = kind switch
        {
            "ciphertext" => new SealCiphertext(parameters, 3, 1, words).Write(),
            "publicKey" => new SealPublicKey(parameters, words).Write(),
            _ => new SealSecretKey(parameters, words).Write(),
        };
        var prefixOnly = SealSamples.WithTrueLength(whole[..dataOffset]);
        Assert.Equal("data", SealSamples.Refusal(kind, prefixOnly, parameters).Field);

        var before = GC.GetAllocatedBytesForCurrentThread();
        SealSamples.Refusal(kind, prefixOnly, parameters);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32768);
    }

    [Theory]
    [MemberData(nameof(HugeSizes))]
    public void Announced_sizes_cost_no_memory(string kind, int offset, string field)
    {
        var bytes = SealSamples.Bytes(kind);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(offset), Huge);
        SealSamples.Refusal(kind, bytes);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(field, SealSamples.Refusal(kind, bytes).Field);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32768);
    }

    private static IEnumerable<int> Lengths(int whole)
    {
        for (var length = 0; length < whole; length += length < 160 ? 1 : 797)
            yield return length;
        yield return whole - 8;
        yield return whole - 1;
    }
}
