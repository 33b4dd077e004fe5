using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.SealFormat.Tests.Interchange;

/// <summary>What cannot be moved is refused with the field at fault, and what can comes back as it was.</summary>
public class SealInterchangeRefusalTests
{
    private const int Degree = 4096;
    private const double Scale = 1 << 25;
    private static readonly SealParameters Parameters = SealParameters.Create(Degree, [36, 25, 36]);
    private static readonly CkksContext Context = new(Parameters.ToCkks(Scale));
    private static readonly SealInterchange Interchange = new(Context);
    private static readonly DeterministicWords Words = new("interchange");

    [Fact]
    public void Parameters_keep_the_primes_and_their_roles()
    {
        Assert.Equal(Parameters.Primes.AsSpan()[..2], Context.Rlwe.Parameters.CiphertextPrimes);
        Assert.Equal(Parameters.Primes.AsSpan()[2..], Context.Rlwe.Parameters.SpecialPrimes);
        Assert.Equal(Parameters.KeyParmsId, SealParameters.FromCkks(Context.Parameters).KeyParmsId);
    }

    [Fact]
    public void A_larger_digit_appends_special_primes_behind_the_one_of_SEAL()
    {
        var seal = SealParameters.Create(16384, [50, 40, 40, 40, 50]);
        var ours = seal.ToCkks(Scale, digitSize: 2).Rlwe;
        Assert.Equal(2, ours.DigitSize);
        Assert.Equal(2, ours.SpecialPrimes.Length);
        Assert.Equal(seal.Primes[^1], ours.SpecialPrimes[0]);
        Assert.Equal(seal.KeyParmsId, SealParameters.FromCkks(seal.ToCkks(Scale, digitSize: 2)).KeyParmsId);
    }

    [Fact]
    public void A_special_prime_that_is_smaller_than_a_digit_gets_a_companion()
    {
        var ours = SealParameters.Create(16384, [50, 40, 40, 40]).ToCkks(Scale).Rlwe;
        Assert.Equal(2, ours.SpecialPrimes.Length);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(51)]
    [InlineData(19)]
    public void Primes_outside_20_to_50_bits_are_refused(int bits)
    {
        const ulong Step = 2 * 1024;
        var prime = (1UL << bits) + 1 - Step;
        while (!Ring.ModularArithmetic.IsPrime(prime))
            prime -= Step;

        var refused = Assert.Throws<SealFormatException>(() => new SealParameters(1024, [12289, prime]).ToCkks(Scale));
        Assert.Equal("coeffModulus[0]", refused.Field);
        refused = Assert.Throws<SealFormatException>(() => new SealParameters(1024, [Parameters.Primes[1], prime]).ToCkks(Scale));
        Assert.Equal("coeffModulus[1]", refused.Field);
        Assert.Contains($"{prime}, a prime of {bits} bits, expected 20 to 50 bits. ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_without_special_prime_is_refused() =>
        Assert.Equal(
            "coeffModulusSize",
            Assert.Throws<SealFormatException>(() => SealParameters.Create(1024, [27]).ToCkks(Scale)).Field);

    [Fact]
    public void A_modulus_beyond_128_bit_security_is_refused_also_when_only_our_special_primes_exceed_it()
    {
        var seal = SealParameters.Create(8192, [43, 33, 33, 33, 33, 43]);
        Assert.Equal(218, seal.ToCkks(Scale).Rlwe.ModulusBits);
        Assert.Equal("modulus", Assert.Throws<RlweParameterException>(() => seal.ToCkks(Scale, digitSize: 2)).Field);
        var tooLarge = SealParameters.Create(8192, [44, 44, 44, 44, 44]);
        Assert.Equal("modulus", Assert.Throws<RlweParameterException>(() => tooLarge.ToCkks(Scale)).Field);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void A_digit_size_out_of_range_is_refused(int digitSize) =>
        Assert.Equal("digitSize", Assert.Throws<RlweParameterException>(() => Parameters.ToCkks(Scale, digitSize)).Field);

    [Fact]
    public void Secret_keys_come_back_as_they_were()
    {
        using var generator = new KeyGenerator(Context.Rlwe);
        using var secret = generator.SecretKey;
        using var exported = Interchange.Export(secret);
        using var imported = Interchange.Import(exported);
        var (before, after) = (new sbyte[Degree], new sbyte[Degree]);
        secret.CopyCoefficientsTo(before);
        imported.CopyCoefficientsTo(after);
        Assert.Equal(before, after);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_secret_key_with_one_wrong_residue_is_refused_modulo_every_prime(int prime)
    {
        using var generator = new KeyGenerator(Context.Rlwe);
        using var secret = generator.SecretKey;
        using var exported = Interchange.Export(secret);
        var words = exported.Coefficients.ToArray();
        var index = (prime * Degree) + 77;
        words[index] = (words[index] + 1) % Parameters.Primes[prime];
        using var damaged = new SealSecretKey(Parameters, words);
        Assert.Equal("data", Assert.Throws<SealFormatException>(() => Interchange.Import(damaged)).Field);
    }

    [Fact]
    public void A_secret_key_that_is_not_ternary_is_refused()
    {
        // The constant 2 evaluates to 2 everywhere.
        using var two = new SealSecretKey(Parameters, Enumerable.Repeat(2UL, 3 * Degree).ToArray());
        var refused = Assert.Throws<SealFormatException>(() => Interchange.Import(two));
        Assert.Equal("data", refused.Field);
        using var one = new SealSecretKey(Parameters, Enumerable.Repeat(1UL, 3 * Degree).ToArray());
        Interchange.Import(one).Dispose();
    }

    [Fact]
    public void Public_keys_come_back_as_they_were()
    {
        var key = new SealPublicKey(Parameters, Words.Polynomials(Parameters, 3, 2));
        using var imported = Interchange.Import(key);
        Assert.Equal(key.Write(), Interchange.Export(imported).Write());
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(3, 1)]
    public void Ciphertexts_come_back_as_they_were(int size, int primeCount)
    {
        var ciphertext = new SealCiphertext(Parameters, primeCount, 12345.678, Words.Polynomials(Parameters, primeCount, size));
        var imported = Interchange.Import(ciphertext);
        Assert.Equal((size, primeCount, 12345.678), (imported.Size, imported.LimbCount, imported.Scale));
        Assert.Equal(ciphertext.Write(), Interchange.Export(imported).Write());
    }

    [Fact]
    public void A_ciphertext_of_four_polynomials_is_refused() =>
        Assert.Equal("size", Refusal(new SealCiphertext(Parameters, 1, 1, Words.Polynomials(Parameters, 1, 4))).Field);

    [Fact]
    public void A_ciphertext_of_coefficients_is_refused() =>
        Assert.Equal(
            "isNttForm", Refusal(new SealCiphertext(Parameters, 1, 1, Words.Polynomials(Parameters, 1, 2), isNttForm: false)).Field);

    [Fact]
    public void Data_of_other_parameters_is_refused()
    {
        var other = SealParameters.Create(Degree, [36, 26, 36]);
        Assert.Equal("parmsId", Refusal(new SealCiphertext(other, 1, 1, Words.Polynomials(other, 1, 2))).Field);
        var publicKey = new SealPublicKey(other, Words.Polynomials(other, 3, 2));
        Assert.Equal("parmsId", Assert.Throws<SealFormatException>(() => Interchange.Import(publicKey)).Field);
        using var secretKey = new SealSecretKey(other, new ulong[3 * Degree]);
        Assert.Equal("parmsId", Assert.Throws<SealFormatException>(() => Interchange.Import(secretKey)).Field);

        var otherContext = new CkksContext(other.ToCkks(Scale));
        using var generator = new KeyGenerator(otherContext.Rlwe);
        using var secret = generator.SecretKey;
        Assert.Equal("parameters", Assert.Throws<OperandMismatchException>(() => Interchange.Export(secret)).Field);
        Assert.Equal("parameters", Assert.Throws<OperandMismatchException>(() => Interchange.Export(generator.CreatePublicKey())).Field);
        Assert.Equal("parameters", Assert.Throws<OperandMismatchException>(() => Interchange.Export(new Ciphertext(otherContext))).Field);
    }

    private static SealFormatException Refusal(SealCiphertext ciphertext) =>
        Assert.Throws<SealFormatException>(() => Interchange.Import(ciphertext));
}
