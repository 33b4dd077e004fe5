namespace AuditNode.Ckks.SealFormat.Tests;

public class SealCiphertextTests
{
    private static readonly SealParameters Parameters = SealSamples.Parameters;

    public static TheoryData<int, int, double, string> BadValues => new()
    {
        { 0, 4096, 1, "coeffModulusSize" },
        { 4, 4096, 1, "coeffModulusSize" },
        { 3, 6144, 1, "parmsId" }, // the key level
        { 2, 0, 1, "size" },
        { 2, 2048, 1, "size" },
        { 2, 4097, 1, "size" },
        { 2, 17 * 2048, 1, "size" },
        { 2, 4096, 0, "scale" },
        { 2, 4096, -1, "scale" },
        { 2, 4096, double.NaN, "scale" },
        { 2, 4096, double.PositiveInfinity, "scale" },
    };

    [Theory]
    [InlineData(2, 1, true)]
    [InlineData(3, 2, false)]
    [InlineData(16, 2, true)]
    public void Residues_are_found_where_they_were_put(int size, int primeCount, bool isNttForm)
    {
        var words = new DeterministicWords($"{size}").Polynomials(Parameters, primeCount, size);
        var made = new SealCiphertext(Parameters, primeCount, 0.5, words, isNttForm);
        var read = SealCiphertext.Read(made.Write(), Parameters);
        Assert.Equal((size, primeCount, 0.5, isNttForm), (read.Size, read.PrimeCount, read.Scale, read.IsNttForm));
        Assert.Equal(Parameters.ParmsId(primeCount), read.ParmsId);
        for (var polynomial = 0; polynomial < size; polynomial++)
            for (var prime = 0; prime < primeCount; prime++)
                Assert.True(read.Residues(polynomial, prime).SequenceEqual(words.AsSpan(((polynomial * primeCount) + prime) * 1024, 1024)));
    }

    [Theory]
    [MemberData(nameof(BadValues))]
    public void Values_that_SEAL_would_not_load_are_refused(int primeCount, int wordCount, double scale, string field) =>
        Assert.Equal(
            field,
            Assert.Throws<SealFormatException>(() => new SealCiphertext(Parameters, primeCount, scale, new ulong[wordCount])).Field);

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(2, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 2)]
    public void Indices_out_of_range_are_refused(int polynomial, int prime)
    {
        var ciphertext = SealCiphertext.Read(SealSamples.Bytes("ciphertext"), Parameters);
        Assert.Throws<ArgumentOutOfRangeException>(() => ciphertext.Residues(polynomial, prime).Length);
    }
}
