using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Tests.Ring;

public class RnsBasisTests
{
    [Fact]
    public void Primes_that_are_composite_repeated_or_not_1_modulo_2N_are_refused()
    {
        ulong good = NttPrimes.Descending(1024, 30, 1, [])[0];
        Assert.ThrowsAny<ArgumentException>(() => new RnsBasis(1024, [good, good]));
        Assert.ThrowsAny<ArgumentException>(() => new RnsBasis(1024, [good, (1UL << 30) + 2049]));
        Assert.ThrowsAny<ArgumentException>(() => new RnsBasis(1024, [good, 1000003])); // prime, but not 1 modulo 2048
        Assert.ThrowsAny<ArgumentException>(() => new RnsBasis(1024, []));
    }

    [Theory]
    [InlineData(512)]
    [InlineData(1000)]
    [InlineData(131072)]
    [InlineData(0)]
    [InlineData(-1024)]
    public void Degrees_out_of_range_are_refused(int degree) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RnsBasis(degree, NttPrimes.Descending(1024, 30, 1, [])));

    [Fact]
    public void A_disposed_polynomial_cannot_be_read_or_written()
    {
        var basis = new RnsBasis(1024, NttPrimes.Descending(1024, 30, 1, []));
        var polynomial = new RnsPolynomial(basis, 1);
        polynomial.Dispose();
        polynomial.Dispose();
        Assert.Throws<ObjectDisposedException>(() => polynomial.CopyLimbTo(0, new ulong[1024]));
        Assert.Throws<ObjectDisposedException>(() => polynomial.SetLimb(0, new ulong[1024]));
        Assert.Throws<ObjectDisposedException>(() => polynomial.LimbCount);
    }

    [Fact]
    public void Residues_out_of_range_leave_the_limb_as_it_was()
    {
        var basis = new RnsBasis(1024, NttPrimes.Descending(1024, 30, 1, []));
        ulong p = basis[0].Value;
        ulong[] before = TestVectors.Residues(1024, p, seed: 1), after = new ulong[1024], bad = [.. before.Reverse()];
        bad[1023] = p;
        using var polynomial = new RnsPolynomial(basis, 1);
        polynomial.SetLimb(0, before);
        Assert.Throws<ArgumentOutOfRangeException>(() => polynomial.SetLimb(0, bad));
        Assert.Throws<ArgumentException>(() => polynomial.SetLimb(0, new ulong[1023]));
        Assert.Throws<ArgumentOutOfRangeException>(() => polynomial.SetLimb(1, before));
        polynomial.CopyLimbTo(0, after);
        Assert.Equal(before, after);
    }

    [Theory]
    [InlineData(1UL << 18)]
    [InlineData((1UL << 30) + 1)]
    [InlineData((1UL << 51) + 1)]
    public void Moduli_that_are_not_primes_of_20_to_50_bits_are_refused(ulong value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Modulus(value));
}
