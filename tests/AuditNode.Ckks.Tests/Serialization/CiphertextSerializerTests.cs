using System.Buffers;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Tests.Serialization;

public class CiphertextSerializerTests
{
    // The envelope takes 47 + 32 bytes, the fields before the polynomials 11, a seed 32.
    private const int Fixed = 47 + 32 + 11;
    private const int Seed = 32;

    [Theory]
    [InlineData(4096, 36, 30, 1)]
    [InlineData(8192, 40, 34, 3)]
    [InlineData(8192, 50, 47, 2)]
    public void A_ciphertext_that_was_written_and_read_decrypts_to_the_same(int degree, int firstBits, int scaleBits, int levels)
    {
        var samples = new SerializedSamples(CkksParameters.Create(degree, firstBits, scaleBits, levels));
        foreach (Ciphertext ciphertext in (Ciphertext[])[samples.Seeded, samples.Full, samples.Product])
        {
            byte[] bytes = samples.Ciphertexts.Write(ciphertext);
            using Ciphertext read = samples.Ciphertexts.Read(bytes);
            Assert.Equal(ciphertext.Scale, read.Scale);
            Assert.Equal(Decrypt(samples, ciphertext), Decrypt(samples, read));
        }

        double[] decrypted = Decrypt(samples, samples.Ciphertexts.Read(samples.Ciphertexts.Write(samples.Seeded)));
        for (int i = 0; i < decrypted.Length; i++) Assert.Equal(samples.Values[i], decrypted[i], 1e-3);
    }

    [Theory]
    [InlineData(4096, 36, 30, 1)]
    [InlineData(8192, 34, 34, 3)]
    [InlineData(16384, 34, 34, 9)]
    public void A_limb_of_a_prime_of_b_bits_takes_b_bits_a_coefficient(int degree, int firstBits, int scaleBits, int levels)
    {
        // Only shapes are needed here, so the values are as short as they can be: one that is not zero.
        var context = new CkksContext(CkksParameters.Create(degree, firstBits, scaleBits, levels));
        var serializer = new CiphertextSerializer(context);
        using var ciphertext = new Ciphertext(context);
        for (int limbs = 1; limbs <= levels + 1; limbs++)
        {
            int polynomial = degree / 8 * (firstBits + (limbs - 1) * scaleBits);
            for (int size = 2; size <= 3; size++)
            {
                Shape(ciphertext, size, limbs);
                Assert.Equal(Fixed + size * polynomial, serializer.GetByteCount(ciphertext));
                Assert.Equal(Fixed + size * polynomial, serializer.Write(ciphertext).Length);
            }

            Shape(ciphertext, 2, limbs);
            ciphertext.ExpandUniform(new byte[Seed]);
            Assert.Equal(Fixed + Seed + polynomial, serializer.Write(ciphertext).Length);
        }

        Assert.Equal(Fixed + 3L * (degree / 8 * (firstBits + levels * scaleBits)), serializer.MaximumByteCount);
    }

    [Fact]
    public void Reads_to_a_destination_of_another_shape()
    {
        SerializedSamples small = SerializedSamples.Small;
        using var destination = new Ciphertext(small.Context);
        foreach (Ciphertext ciphertext in (Ciphertext[])[small.Product, small.Seeded, small.Full])
        {
            byte[] bytes = small.Ciphertexts.Write(ciphertext);
            small.Ciphertexts.Read(bytes, destination);
            Assert.Equal(bytes, small.Ciphertexts.Write(destination));
        }
    }

    [Fact]
    public void Writes_the_same_bytes_to_a_buffer_that_hands_out_small_pieces()
    {
        SerializedSamples small = SerializedSamples.Small;
        var output = new ArrayBufferWriter<byte>(1);
        small.Ciphertexts.Write(small.Seeded, output);
        Assert.Equal(small.Ciphertexts.Write(small.Seeded), output.WrittenSpan.ToArray());
    }

    [Fact]
    public void A_seed_is_not_written_for_a_polynomial_that_was_changed_since()
    {
        SerializedSamples small = SerializedSamples.Small;
        using var changed = new Ciphertext(small.Context);
        small.Seeded.CopyTo(changed);
        ulong[] residues = new ulong[4096];
        changed[1].CopyLimbTo(1, residues);
        residues[5] ^= 1;
        changed[1].SetLimb(1, residues);

        using Ciphertext read = small.Ciphertexts.Read(small.Ciphertexts.Write(changed));
        ulong[] found = new ulong[4096];
        read[1].CopyLimbTo(1, found);
        Assert.Equal(residues, found);
    }

    [Fact]
    public void Attack_7_Transparent_ciphertext_is_neither_read_nor_written()
    {
        SerializedSamples small = SerializedSamples.Small;
        int polynomial = 4096 / 8 * 66;
        foreach (Ciphertext ciphertext in (Ciphertext[])[small.Full, small.Product])
        {
            byte[] bytes = small.Ciphertexts.Write(ciphertext);
            byte[] transparent = Forgery.Change(bytes, b => b.AsSpan((47 + 11 + polynomial)..^32).Clear());
            var refusal = Assert.Throws<SerializationException>(() => small.Ciphertexts.Read(transparent));
            Assert.Contains("transparent", refusal.Message, StringComparison.Ordinal);
        }

        using var zero = new Ciphertext(small.Context);
        Assert.Equal("ciphertext", Assert.Throws<OperandMismatchException>(() => small.Ciphertexts.Write(zero)).Field);
    }

    [Fact]
    public void Refuses_a_residue_at_its_prime_and_leaves_nothing_to_decrypt()
    {
        SerializedSamples small = SerializedSamples.Small;
        ulong q1 = small.Context.Rlwe.Parameters.CiphertextPrimes[1];
        double[] limb = new double[4096];
        limb[17] = q1;
        byte[] packed = new byte[BitPacking.PackedLength(4096, 30)];
        BitPacking.Pack(limb, 30, packed);
        byte[] forged = Forgery.Change(
            small.Ciphertexts.Write(small.Full), bytes => packed.CopyTo(bytes.AsSpan(47 + 11 + (4096 / 8 * 36))));

        using var destination = new Ciphertext(small.Context);
        small.Full.CopyTo(destination);
        var refusal = Assert.Throws<SerializationException>(() => small.Ciphertexts.Read(forged, destination));
        Assert.Equal("polynomial 0 limb 1[17]", refusal.Field);
        Assert.Contains($"found {q1}, allowed is 0 to {q1 - 1}", refusal.Message, StringComparison.Ordinal);
        Assert.True(destination.IsTransparent);
        Assert.Equal((2, 1, 1.0), (destination.Size, destination.LimbCount, destination.Scale));
    }

    [Theory]
    [InlineData(0, 1, "size")]
    [InlineData(0, 4, "size")]
    [InlineData(0, 3, "polynomials")]
    [InlineData(1, 0, "limbs")]
    [InlineData(1, 3, "limbs")]
    [InlineData(1, 255, "limbs")]
    [InlineData(1, 1, "polynomials")]
    [InlineData(10, 1, "polynomials")]
    [InlineData(10, 2, "uniform half")]
    public void Refuses_fields_out_of_range_or_at_odds_with_the_length(int offset, byte value, string field)
    {
        SerializedSamples small = SerializedSamples.Small;
        byte[] forged = Forgery.Change(small.Ciphertexts.Write(small.Full), bytes => bytes[Forgery.PayloadOffset + offset] = value);
        Assert.Equal(field, Assert.Throws<SerializationException>(() => small.Ciphertexts.Read(forged)).Field);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Refuses_a_scale_that_is_not_finite_and_positive(double scale)
    {
        SerializedSamples small = SerializedSamples.Small;
        byte[] forged = Forgery.Change(
            small.Ciphertexts.Write(small.Full), bytes => BitConverter.GetBytes(scale).CopyTo(bytes, Forgery.PayloadOffset + 2));
        Assert.Equal("scale", Assert.Throws<SerializationException>(() => small.Ciphertexts.Read(forged)).Field);

        using var ciphertext = new Ciphertext(small.Context);
        small.Full.CopyTo(ciphertext);
        ciphertext.Scale = scale;
        Assert.Equal("scale", Assert.Throws<OperandMismatchException>(() => small.Ciphertexts.Write(ciphertext)).Field);
    }

    [Fact]
    public void Refuses_a_seed_in_a_ciphertext_of_three_polynomials()
    {
        SerializedSamples small = SerializedSamples.Small;
        byte[] forged = Forgery.Change(small.Ciphertexts.Write(small.Product), bytes => bytes[Forgery.PayloadOffset + 10] = 1);
        Assert.Equal("uniform half", Assert.Throws<SerializationException>(() => small.Ciphertexts.Read(forged)).Field);
    }

    [Fact]
    public void Refuses_a_disposed_ciphertext()
    {
        var ciphertext = new Ciphertext(SerializedSamples.Small.Context);
        ciphertext.Dispose();
        Assert.Throws<ObjectDisposedException>(() => SerializedSamples.Small.Ciphertexts.Write(ciphertext));
    }

    private static void Shape(Ciphertext ciphertext, int size, int limbs)
    {
        ciphertext.Reshape(size, limbs);
        for (int p = 0; p < size; p++)
        {
            for (int i = 0; i < limbs; i++) ciphertext[p].LimbSpan(i).Clear();
        }

        ciphertext[1].LimbSpan(0)[0] = 1;
    }

    private static double[] Decrypt(SerializedSamples samples, Ciphertext ciphertext)
    {
        using Plaintext plaintext = new Decryptor(samples.Context, samples.SecretKey).Decrypt(ciphertext);
        double[] values = new double[samples.Context.SlotCount];
        new CkksEncoder(samples.Context).Decode(plaintext, values);
        return values;
    }
}
