namespace AuditNode.Ckks.SealFormat.Tests;

[Collection(SealCollection.Name)]
public class SealParametersTests(SealSessions sessions)
{
    [Theory]
    [InlineData(8192)]
    [InlineData(16384)]
    [InlineData(32768)]
    public async Task Parms_ids_equal_those_of_SEAL_at_every_level(int degree)
    {
        var session = await sessions.GetAsync(degree);
        var theirs = session.Results.GetProperty("context");
        var ours = session.Parameters;

        Assert.Equal(ours.Primes.Length, theirs.GetProperty("levels").GetArrayLength());
        foreach (var level in theirs.GetProperty("levels").EnumerateArray())
            Assert.Equal(level.GetProperty("parmsId").GetString(), ours.ParmsId(level.GetProperty("primeCount").GetInt32()).ToString());
        Assert.Equal(theirs.GetProperty("firstParmsId").GetString(), ours.ParmsId(ours.MaxDataPrimeCount).ToString());
    }

    [Theory]
    [InlineData(8192)]
    [InlineData(16384)]
    [InlineData(32768)]
    public async Task Saved_parameters_are_read_and_written_again_byte_for_byte(int degree)
    {
        var session = await sessions.GetAsync(degree);
        var theirs = session.Results.GetProperty("context").GetProperty("primes").EnumerateArray().Select(prime => prime.GetString());
        Assert.Equal(theirs, session.Parameters.Primes.Select(prime => $"{prime}"));
        Assert.Equal(session.File("parameters.bin"), session.Parameters.Write());
    }

    [Fact]
    public void A_chain_of_one_prime_has_one_level_for_keys_and_data()
    {
        var parameters = SealParameters.Create(1024, [27]);
        Assert.Equal(1, parameters.MaxDataPrimeCount);
        Assert.Equal(parameters.KeyParmsId, parameters.ParmsId(1));
    }

    [Fact]
    public void Levels_are_found_by_their_identifier_and_others_are_not()
    {
        var parameters = SealParameters.Create(1024, [30, 25, 30]);
        for (var count = 1; count <= 3; count++)
        {
            Assert.True(parameters.TryGetPrimeCount(parameters.ParmsId(count), out var found));
            Assert.Equal(count, found);
        }

        Assert.False(parameters.TryGetPrimeCount(default, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => parameters.ParmsId(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => parameters.ParmsId(4));
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(1UL)]
    [InlineData(1099511480322UL)] // even
    [InlineData(1099511480319UL)] // not 1 modulo 2N
    [InlineData(1152921504606846977UL)] // 2^60 + 1, 61 bits
    [InlineData(32769UL)] // 1 modulo 2N, composite
    public void A_modulus_that_SEAL_cannot_use_is_refused(ulong modulus) =>
        Assert.Equal("coeffModulus[0]", Assert.Throws<SealFormatException>(() => new SealParameters(8192, [modulus])).Field);

    [Fact]
    public void A_prime_that_is_given_twice_is_refused() =>
        Assert.Equal(
            "coeffModulus[1]",
            Assert.Throws<SealFormatException>(() => new SealParameters(8192, [1099511480321, 1099511480321])).Field);
}
