using System.Numerics;
using AuditNode.Ckks.Rlwe;
using AuditNode.Ckks.Rlwe.KeySwitching;

namespace AuditNode.Ckks.Tests.Rlwe;

public class KeySwitchingShapeTests
{
    public static TheoryData<int, int, int, int> Parameters => new()
    {
        { 8192, 40, 34, 3 }, { 16384, 45, 34, 9 }, { 16384, 50, 40, 5 }, { 32768, 45, 32, 16 }, { 32768, 50, 45, 13 },
    };

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Special_primes_exceed_every_digit_and_are_none_of_the_ciphertext(int degree, int first, int scale, int levels)
    {
        RlweParameters parameters = CkksParameters.Create(degree, first, scale, levels).Rlwe;
        ulong[] primes = [.. parameters.CiphertextPrimes, .. parameters.SpecialPrimes];
        for (int limbs = 1; limbs <= levels + 1; limbs++)
        {
            var shape = KeySwitchingShape.Choose(parameters, limbs);
            Assert.True(shape.SpecialStart >= limbs);
            Assert.True(shape.SpecialStart + shape.SpecialCount == primes.Length);
            BigInteger special = RlweParameters.Product(primes.AsSpan(shape.SpecialStart));
            foreach (ulong[] digit in primes[..limbs].Chunk(shape.DigitSize)) Assert.True(RlweParameters.Product(digit) <= special);

            // The modulus of such a key divides that of the parameters, whose security was checked.
            BigInteger modulus = RlweParameters.Product(primes.AsSpan(0, limbs)) * special;
            Assert.True((int)modulus.GetBitLength() <= SecurityStandard.MaximumModulusBits(degree));
        }
    }

    [Fact]
    public void The_top_level_has_the_shape_of_the_parameters_and_lower_levels_fewer_digits()
    {
        RlweParameters parameters = CkksParameters.Create(16384, 45, 34, 9).Rlwe;
        Assert.Equal(new KeySwitchingShape(10, 2, 10, 2), KeySwitchingShape.Choose(parameters, 10));
        Assert.Equal([5, 3, 2], new[] { 10, 9, 8 }.Select(m => KeySwitchingShape.Choose(parameters, m).DigitCount));
    }
}
