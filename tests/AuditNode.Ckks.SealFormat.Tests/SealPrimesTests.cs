namespace AuditNode.Ckks.SealFormat.Tests;

[Collection(SealCollection.Name)]
public class SealPrimesTests(SealSessions sessions)
{
    public static TheoryData<int, int[]> Chains => new()
    {
        { 1024, [27] },
        { 4096, [36, 36, 37] },
        { 8192, [50, 30, 30, 30, 50] },
        { 16384, [50, 40, 45, 40, 45, 40, 50] },
        { 16384, [20, 21, 22, 23, 24, 25] },
        { 32768, [48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 48] },
    };

    [Theory]
    [MemberData(nameof(Chains))]
    public async Task Primes_equal_those_of_SEAL(int degree, int[] bitSizes)
    {
        object[] steps = [new { @do = "coeffModulus", degree, bitSizes, @as = "primes" }];
        var results = await NodeSeal.RunAsync(sessions.NewFolder(), steps);
        var theirs = results.GetProperty("primes").EnumerateArray().Select(prime => prime.GetString());
        Assert.Equal(theirs, SealParameters.Create(degree, bitSizes).Primes.Select(prime => $"{prime}"));
    }

    [Theory]
    [InlineData(1000, 40, "polyModulusDegree")]
    [InlineData(512, 40, "polyModulusDegree")]
    [InlineData(65536, 40, "polyModulusDegree")]
    [InlineData(8192, 19, "bitSizes[0]")]
    [InlineData(8192, 51, "bitSizes[0]")]
    public void A_degree_or_size_out_of_range_is_refused(int degree, int bits, string field) =>
        Assert.Equal(field, Assert.Throws<SealFormatException>(() => SealParameters.Create(degree, [bits])).Field);

    [Fact]
    public void More_primes_of_a_size_than_there_are_are_refused() =>
        Assert.Equal(
            "bitSizes",
            Assert.Throws<SealFormatException>(() => SealParameters.Create(32768, Enumerable.Repeat(20, 9).ToArray())).Field);

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    public void A_chain_that_is_empty_or_too_long_is_refused(int length) =>
        Assert.Equal(
            "coeffModulusSize",
            Assert.Throws<SealFormatException>(() => SealParameters.Create(8192, Enumerable.Repeat(50, length).ToArray())).Field);
}
