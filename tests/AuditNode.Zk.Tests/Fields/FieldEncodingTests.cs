using System.Numerics;

namespace AuditNode.Zk.Tests.Fields;

public class FieldEncodingTests
{
    public static TheoryData<string> Fields => FieldUnderTest.Names;

    [Theory, MemberData(nameof(Fields))]
    public void Elements_are_written_in_32_big_endian_bytes_and_read_again(string name)
    {
        FieldUnderTest field = FieldUnderTest.Named(name);
        foreach (BigInteger a in field.EdgeValues())
        {
            byte[] bytes = field.Write(a);
            Assert.Equal(BigEndian(a), bytes);
            Assert.Equal(a, field.Read(bytes));
        }
    }

    [Theory, MemberData(nameof(Fields))]
    public void Values_of_the_modulus_or_more_are_not_read(string name)
    {
        FieldUnderTest field = FieldUnderTest.Named(name);
        BigInteger p = field.Modulus, end = BigInteger.One << 256;
        Assert.Equal(p - 1, field.Read(BigEndian(p - 1)));
        foreach (BigInteger value in new[] { p, p + 1, p + (BigInteger.One << 64), p + (BigInteger.One << 128), end - (BigInteger.One << 192), end - 1 })
        {
            if (value < end) Assert.Null(field.Read(BigEndian(value)));
        }
    }

    [Theory, MemberData(nameof(Fields))]
    public void Other_lengths_than_32_bytes_are_not_read(string name)
    {
        FieldUnderTest field = FieldUnderTest.Named(name);
        foreach (int length in new[] { 0, 1, 31, 33, 64 }) Assert.Null(field.Read(new byte[length]));
    }

    [Theory, MemberData(nameof(Fields))]
    public void Uniform_bytes_of_any_length_to_64_are_reduced_as_a_big_endian_number(string name)
    {
        FieldUnderTest field = FieldUnderTest.Named(name);
        var inputs = new TestInputs(3);
        for (int round = 0; round < 1000; round++)
        {
            byte[] bytes = inputs.Bytes(inputs.Int32(65));
            if (round % 10 == 0) Array.Fill(bytes, byte.MaxValue);
            BigInteger expected = new BigInteger(bytes, isUnsigned: true, isBigEndian: true) % field.Modulus;
            Assert.True(expected == field.FromUniformBytes(bytes), TestSeed.Describe(round));
        }
    }

    [Theory, MemberData(nameof(Fields))]
    public void Small_numbers_keep_their_value(string name)
    {
        FieldUnderTest field = FieldUnderTest.Named(name);
        Assert.All(new ulong[] { 0, 1, uint.MaxValue, ulong.MaxValue }, value => Assert.Equal(value, field.FromUInt64(value)));
    }

    private static byte[] BigEndian(BigInteger value)
    {
        byte[] digits = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - digits.Length], .. digits];
    }
}
