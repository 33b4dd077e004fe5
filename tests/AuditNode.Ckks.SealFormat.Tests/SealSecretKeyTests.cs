namespace AuditNode.Ckks.SealFormat.Tests;

public class SealSecretKeyTests
{
    [Fact]
    public void Disposing_zeroes_the_coefficients_and_closes_the_key()
    {
        var parameters = SealSamples.Parameters;
        var words = new DeterministicWords("zeroed").Polynomials(parameters, 3, 1);
        var key = new SealSecretKey(parameters, words);
        var view = key.Coefficients;
        Assert.True(view.SequenceEqual(words));
        Assert.True(key.Residues(2).SequenceEqual(words.AsSpan(2 * parameters.Degree)));

        key.Dispose();
        Assert.False(view.ContainsAnyExcept(0UL));
        Assert.Throws<ObjectDisposedException>(() => key.Coefficients.Length);
        Assert.Throws<ObjectDisposedException>(() => key.Residues(0).Length);
        Assert.Throws<ObjectDisposedException>(key.Write);
        key.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1024)]
    [InlineData(3073)]
    public void Another_number_of_coefficients_is_refused(int count) =>
        Assert.Equal(
            "coeffCount",
            Assert.Throws<SealFormatException>(() => new SealSecretKey(SealSamples.Parameters, new ulong[count])).Field);
}
