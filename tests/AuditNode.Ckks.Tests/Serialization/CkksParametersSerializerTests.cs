using System.Buffers.Binary;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Tests.Serialization;

public class CkksParametersSerializerTests
{
    private static readonly CkksParametersSerializer Serializer = new();

    [Theory]
    [InlineData(2048, 26, 26, 0)]
    [InlineData(4096, 36, 30, 1)]
    [InlineData(16384, 40, 34, 8)]
    [InlineData(32768, 50, 40, 14)]
    public void Parameters_survive_without_a_context(int degree, int firstBits, int scaleBits, int levels)
    {
        CkksParameters parameters = CkksParameters.Create(degree, firstBits, scaleBits, levels);
        byte[] bytes = Serializer.Write(parameters);
        CkksParameters read = Serializer.Read(bytes);
        Assert.Equal(parameters, read);
        Assert.Equal(bytes, Serializer.Write(read));
    }

    [Fact]
    public void The_payload_is_as_documented()
    {
        CkksParameters parameters = SerializedSamples.SmallParameters;
        byte[] expected =
        [
            .. BitConverter.GetBytes(4096), 1,
            2, .. Words(parameters.Rlwe.CiphertextPrimes), 1, .. Words(parameters.Rlwe.SpecialPrimes),
            .. BitConverter.GetBytes(1073741824.0),
        ];
        Assert.Equal(expected, Forgery.Payload(Serializer.Write(parameters)).ToArray());
    }

    [Fact]
    public void Attack_10_Weak_parameters_are_refused_on_reading_too()
    {
        // 126 bits and the special primes fit degree 8192; degree 4096 allows 109 in all.
        CkksParameters strong = CkksParameters.Create(8192, 36, 30, 3);
        byte[] weak = Forgery.Change(
            Serializer.Write(strong), bytes => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(Forgery.PayloadOffset), 4096));
        Assert.Equal("modulus", Assert.Throws<RlweParameterException>(() => Serializer.Read(weak)).Field);
    }

    [Fact]
    public void Refuses_a_fingerprint_that_is_not_that_of_the_payload()
    {
        byte[] other = Forgery.Change(
            Serializer.Write(SerializedSamples.SmallParameters), bytes => bytes[Forgery.PayloadOffset + 4] = 2);

        // Larger digits need more special primes, which the constructor notices before the fingerprint is compared.
        Assert.Throws<RlweParameterException>(() => Serializer.Read(other));
        byte[] foreign = Serializer.Write(CkksParameters.Create(4096, 36, 31, 1));
        byte[] mixed = Forgery.WithPayload(foreign, Forgery.Payload(Serializer.Write(SerializedSamples.SmallParameters)));
        Assert.Equal("fingerprint", Assert.Throws<SerializationException>(() => Serializer.Read(mixed)).Field);
    }

    [Theory]
    [InlineData(0, "degree")]
    [InlineData(4, "digitSize")]
    [InlineData(5, "ciphertext primes")]
    [InlineData(22, "special primes")]
    public void Refuses_each_field_out_of_range(int offset, string field)
    {
        byte[] forged = Forgery.Change(
            Serializer.Write(SerializedSamples.SmallParameters), bytes => bytes[Forgery.PayloadOffset + offset] = 0xff);
        if (offset == 0) forged = Forgery.Change(forged, bytes => bytes[Forgery.PayloadOffset + 3] = 0xff);
        if (offset == 4) Assert.Equal(field, Assert.Throws<RlweParameterException>(() => Serializer.Read(forged)).Field);
        else Assert.Equal(field, Assert.Throws<SerializationException>(() => Serializer.Read(forged)).Field);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(-1.0)]
    public void Refuses_a_scale_below_one(double scale)
    {
        byte[] forged = Forgery.Change(
            Serializer.Write(SerializedSamples.SmallParameters), bytes => BitConverter.GetBytes(scale).CopyTo(bytes, bytes.Length - 40));
        Assert.Equal("scale", Assert.Throws<RlweParameterException>(() => Serializer.Read(forged)).Field);
    }

    private static byte[] Words(ReadOnlySpan<ulong> values)
    {
        byte[] words = new byte[8 * values.Length];
        for (int i = 0; i < values.Length; i++) BinaryPrimitives.WriteUInt64LittleEndian(words.AsSpan(8 * i), values[i]);
        return words;
    }
}
