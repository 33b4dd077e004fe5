using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Tests.Serialization;

public class CoefficientCiphertextSerializerTests
{
    // The envelope takes 47 + 32 bytes, the fields before the polynomial 13.
    private const int Fields = 13;
    private const int Fixed = 47 + 32 + Fields;

    private readonly SerializedSamples _small = SerializedSamples.Small;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(15)]
    [InlineData(4096)]
    public void What_was_written_and_read_decrypts_to_the_same(int outputs)
    {
        using CoefficientCiphertext c = CoefficientCiphertext.Extract(_small.Full, outputs);
        byte[] bytes = _small.CoefficientCiphertexts.Write(c);
        using CoefficientCiphertext read = _small.CoefficientCiphertexts.Read(bytes);
        Assert.Equal((c.Scale, c.OutputCount, c.LimbCount), (read.Scale, read.OutputCount, read.LimbCount));
        Assert.Equal(c.Decrypt(_small.SecretKey), read.Decrypt(_small.SecretKey));
        Assert.Equal(Fixed + 4096 / 8 * (36 + 30) + (outputs * 36 + 7) / 8 + (outputs * 30 + 7) / 8, bytes.Length);
        Assert.InRange(bytes.Length, 0, _small.CoefficientCiphertexts.MaximumByteCount);
    }

    [Fact]
    public void Attack_8_Nothing_but_the_visible_coefficients_of_the_first_polynomial_is_written()
    {
        // Of c_0, change everything that is not visible.
        using var other = new Ciphertext(_small.Context);
        _small.Full.CopyTo(other);
        other[0].ToCoefficients();
        for (int limb = 0; limb < other.LimbCount; limb++)
        {
            ulong q = other[0].Basis[limb].Value;
            Span<double> c0 = other[0].LimbSpan(limb);
            for (int i = 0; i < c0.Length; i++) c0[i] = i % 512 == 0 && i / 512 < 5 ? c0[i] : (ulong)(c0[i] * 7 + 1) % q;
        }

        other[0].ToNtt();
        using CoefficientCiphertext a = CoefficientCiphertext.Extract(_small.Full, 5), b = CoefficientCiphertext.Extract(other, 5);
        Assert.Equal(_small.CoefficientCiphertexts.Write(a), _small.CoefficientCiphertexts.Write(b));
    }

    [Theory]
    [InlineData(0, 0, "limbs")]
    [InlineData(0, 3, "limbs")]
    [InlineData(8, 0xff, "scale")]
    [InlineData(9, 0, "outputs")]
    [InlineData(11, 1, "outputs")]
    [InlineData(9, 6, "polynomial and visible coefficients")]
    public void A_field_out_of_range_is_refused(int offset, int value, string field)
    {
        byte[] bytes = Forgery.Change(_small.CoefficientCiphertexts.Write(_small.Coefficients), b => b[Forgery.PayloadOffset + offset] = (byte)value);
        Assert.Equal(field, Assert.Throws<SerializationException>(() => _small.CoefficientCiphertexts.Read(bytes)).Field);
    }

    [Fact]
    public void Attack_7_Residues_beyond_their_prime_transparent_polynomials_and_bits_after_the_last_residue_are_refused()
    {
        byte[] bytes = _small.CoefficientCiphertexts.Write(_small.Coefficients);
        int polynomial = Forgery.PayloadOffset + Fields, visible = polynomial + 4096 / 8 * (36 + 30);
        Refused("polynomial limb 0[0]", b => b.AsSpan(polynomial, 5).Fill(0xff));
        Refused("polynomial", b => b.AsSpan(polynomial, visible - polynomial).Clear());
        Refused("visible coefficients limb 0[0]", b => b.AsSpan(visible, 5).Fill(0xff));
        Refused("visible coefficients limb 0", b => b[visible + (5 * 36 + 7) / 8 - 1] |= 0x80);

        void Refused(string field, Action<byte[]> change) =>
            Assert.Equal(field, Assert.Throws<SerializationException>(() => _small.CoefficientCiphertexts.Read(Forgery.Change(bytes, change))).Field);
    }
}
