using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Tests.Serialization;

public class KeySerializerTests
{
    private const int Envelope = 79;

    // N = 4096, primes of 36 and 30 bits, one special prime of 37 bits: the digits are one prime each.
    private const int Unit = 4096 / 8;

    private static readonly SerializedSamples Small = SerializedSamples.Small;

    [Fact]
    public void Sizes_are_as_predicted()
    {
        RlweParameters parameters = Small.Context.Rlwe.Parameters;
        Assert.Equal(1, parameters.DigitSize);
        Assert.Equal([36, 30, 37], Enumerable.Range(0, 3).Select(i => Small.Context.Rlwe.Basis[i].BitCount));
        int key = 2 + 32 + 2 * (36 + 30 + 37) * Unit, oneLimb = 2 + 32 + (36 + 37) * Unit;
        Assert.Equal(Envelope + 2 * Unit, Small.SecretKeys.GetByteCount(Small.SecretKey));
        Assert.Equal(Envelope + 1 + 32 + (36 + 30 + 37) * Unit, Small.PublicKeys.GetByteCount(Small.PublicKey));
        Assert.Equal([oneLimb, key], new[] { 1, 2 }.Select(m => SwitchingKey.SerializedByteCount(parameters, m)));
        Assert.Equal(Envelope + 1 + key, Small.RelinearizationKeys.GetByteCount(Small.RelinearizationKey));
        Assert.Equal(Envelope + 1 + oneLimb, Small.RelinearizationKeys.GetByteCount(Small.LimitedRelinearizationKey));
        Assert.Equal(Envelope + 1 + 2 + 4 * (36 + 30 + 37) * Unit, Small.RelinearizationKeys.GetByteCount(Small.UnseededRelinearizationKey));
        Assert.Equal(Envelope + 4 + 3 * (4 + key), Small.Galois.GetByteCount(Small.GaloisKeys));
        Assert.Equal(Envelope + 4 + 1 + 1 + 2 * 8 + 1 + 8 + 8, Small.Parameters.GetByteCount(Small.Context.Parameters));
    }

    [Fact]
    public void A_secret_key_is_two_bits_a_coefficient()
    {
        sbyte[] coefficients = new sbyte[4096];
        Small.SecretKey.CopyCoefficientsTo(coefficients);
        byte[] expected = new byte[1024];
        for (int i = 0; i < 4096; i++) expected[i / 4] |= (byte)((coefficients[i] + 3) % 3 << 2 * (i % 4));
        byte[] bytes = Small.SecretKeys.Write(Small.SecretKey);
        Assert.Equal(expected, Forgery.Payload(bytes).ToArray());

        using SecretKey read = Small.SecretKeys.Read(bytes);
        sbyte[] found = new sbyte[4096];
        read.CopyCoefficientsTo(found);
        Assert.Equal(coefficients, found);
        Assert.Equal(3, coefficients.Distinct().Count());
    }

    [Fact]
    public void Refuses_a_secret_coefficient_that_is_none_of_the_three()
    {
        byte[] forged = Forgery.Change(Small.SecretKeys.Write(Small.SecretKey), bytes => bytes[Forgery.PayloadOffset + 100] |= 0b1100);
        Assert.Equal("coefficients[401]", Assert.Throws<SerializationException>(() => Small.SecretKeys.Read(forged)).Field);
    }

    [Fact]
    public void A_disposed_secret_key_is_not_written()
    {
        SecretKey key = Small.SecretKeys.Read(Small.SecretKeys.Write(Small.SecretKey));
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Small.SecretKeys.Write(key));
    }

    [Fact]
    public void Keys_that_were_written_and_read_compute_the_same()
    {
        RelinearizationKey relinearization = Small.RelinearizationKeys.Read(Small.RelinearizationKeys.Write(Small.RelinearizationKey));
        RelinearizationKey unseeded = Small.RelinearizationKeys.Read(Small.RelinearizationKeys.Write(Small.UnseededRelinearizationKey));
        GaloisKeys galois = Small.Galois.Read(Small.Galois.Write(Small.GaloisKeys));
        var evaluator = new Evaluator(Small.Context);
        Assert.Equal(Small.GaloisKeys.Elements, galois.Elements);
        byte[] expected = Bytes(d => evaluator.Relinearize(Small.Product, Small.RelinearizationKey, d));
        Assert.Equal(expected, Bytes(d => evaluator.Relinearize(Small.Product, relinearization, d)));
        Assert.Equal(expected, Bytes(d => evaluator.Relinearize(Small.Product, unseeded, d)));
        foreach (int steps in (int[])[1, -1, 2])
        {
            Assert.Equal(
                Bytes(d => evaluator.Rotate(Small.Full, steps, Small.GaloisKeys, d)),
                Bytes(d => evaluator.Rotate(Small.Full, steps, galois, d)));
        }
    }

    [Fact]
    public void A_public_key_without_a_seed_stores_both_halves()
    {
        // Taking residues as they are, as from another library, forgets where they came from.
        using var foreign = new PublicKey(Small.Context.Rlwe, Residues(Small.PublicKey.B), Residues(Small.PublicKey.A));
        byte[] bytes = Small.PublicKeys.Write(foreign);
        Assert.Equal(Envelope + 1 + 2 * (36 + 30 + 37) * Unit, bytes.Length);
        Assert.Equal(bytes.Length, Small.PublicKeys.MaximumByteCount);
        using PublicKey read = Small.PublicKeys.Read(bytes), seeded = Small.PublicKeys.Read(Small.PublicKeys.Write(Small.PublicKey));
        foreach (PublicKey key in (PublicKey[])[read, seeded])
        {
            Assert.Equal(Residues(Small.PublicKey.A), Residues(key.A));
            Assert.Equal(Residues(Small.PublicKey.B), Residues(key.B));
        }
    }

    [Fact]
    public void Refuses_Galois_elements_out_of_range_or_order()
    {
        byte[] bytes = Small.Galois.Write(Small.GaloisKeys);
        foreach (uint element in (uint[])[0, 2, 8193, uint.MaxValue])
        {
            byte[] forged = Forgery.Change(bytes, b => BitConverter.GetBytes(element).CopyTo(b, Forgery.PayloadOffset + 4));
            Assert.Equal("element", Assert.Throws<SerializationException>(() => Small.Galois.Read(forged)).Field);
        }

        int second = Forgery.PayloadOffset + 4 + (Forgery.Payload(bytes).Length - 4) / 3;
        byte[] repeated = Forgery.Change(bytes, b => b.AsSpan(Forgery.PayloadOffset + 4, 4).CopyTo(b.AsSpan(second)));
        Assert.Equal("element", Assert.Throws<SerializationException>(() => Small.Galois.Read(repeated)).Field);
    }

    [Fact]
    public void Refuses_a_residue_of_a_key_at_its_prime()
    {
        byte[] forged = Forgery.Change(
            Small.RelinearizationKeys.Write(Small.RelinearizationKey), b => b.AsSpan(Forgery.PayloadOffset + 34, 36 * Unit).Fill(0xff));
        Assert.Equal("digit 0 b prime 0[0]", Assert.Throws<SerializationException>(() => Small.RelinearizationKeys.Read(forged)).Field);
        byte[] publicKey = Forgery.Change(Small.PublicKeys.Write(Small.PublicKey), b => b.AsSpan(^(32 + 4)..^32).Fill(0xff));
        Assert.Equal("b limb 2[4095]", Assert.Throws<SerializationException>(() => Small.PublicKeys.Read(publicKey)).Field);
    }

    [Fact]
    public void Galois_keys_may_be_none()
    {
        using var generator = new KeyGenerator(Small.SecretKey);
        byte[] bytes = Small.Galois.Write(generator.CreateGaloisKeys([]));
        Assert.Equal(Envelope + 4, bytes.Length);
        Assert.Empty(Small.Galois.Read(bytes).Elements);
    }

    private static byte[] Bytes(Action<Ciphertext> compute)
    {
        using var destination = new Ciphertext(Small.Context);
        compute(destination);
        return Small.Ciphertexts.Write(destination);
    }

    private static ulong[] Residues(RnsPolynomial polynomial)
    {
        ulong[] residues = new ulong[4096 * polynomial.LimbCount];
        for (int i = 0; i < polynomial.LimbCount; i++) polynomial.CopyLimbTo(i, residues.AsSpan(i * 4096, 4096));
        return residues;
    }
}
