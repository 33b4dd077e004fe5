namespace AuditNode.Ckks.SealFormat.Tests;

[Collection(SealCollection.Name)]
public class SealPrimesTests(SealSessions sessions)
{
    public static TheoryData<int, int[]> Chains => new()
    {
        { 1024, [27] },
        { 4096, [36, 36, 37] },
        { 8192, [60, 40, 40, 60] },
        { 8192, [50, 30, 30, 30, 50] },
        { 16384, [60, 40, 50, 40, 50, 40, 60] },
        { 16384, [20, 21, 22, 23, 24, 25] },
        { 32768, [60, 50, 40, 40, 40, 60] },
        { 32768, [55, 55, 55, 55, 55, 55, 55, 55, 55, 55, 55, 55, 55, 55, 55] },
    };

    [Theory]
    [MemberData(nameof(Chains))]
    public async Task Primes_equal_those_of_SEAL(int degree, int[] bitSizes)
    {
        object[] steps = [new { @do = "coeffModulus", degree, bitSizes, @as = "primes" }];
        var results = await NodeSeal.RunAsync(sessions.NewFolder(), steps);
        var theirs = results.GetProperty("primes").EnumerateArray().Select(prime => prime.GetString());
        Assert.Equal(theirs, SealPrimes.Create(degree, bitSizes).Select(prime => $"{prime}"));
    }

    [Theory]
    [InlineData(1000, 40, "polyModulusDegree")]
    [InlineData(512, 40, "polyModulusDegree")]
    [InlineData(65536, 40, "polyModulusDegree")]
    [InlineData(8192, 1, "bitSizes[0]")]
    [InlineData(8192, 61, "bitSizes[0]")]
    [InlineData(8192, 13, "bitSizes")]
    public void A_degree_or_size_without_primes_is_refused(int degree, int bits, string field) =>
        Assert.Equal(field, Assert.Throws<SealFormatException>(() => SealPrimes.Create(degree, [bits])).Field);

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    public void A_chain_that_is_empty_or_too_long_is_refused(int length) =>
        Assert.Equal(
            "coeffModulusSize",
            Assert.Throws<SealFormatException>(() => SealPrimes.Create(8192, Enumerable.Repeat(50, length).ToArray())).Field);
}
