using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Tests.Ring;

public sealed unsafe class AutomorphismTests
{
    public static TheoryData<int, uint, InstructionSet> Elements
    {
        get
        {
            var data = new TheoryData<int, uint, InstructionSet>();
            foreach (int degree in new[] { 1024, 4096 })
            {
                foreach (uint element in new uint[] { 1, 3, 5, 9, (uint)degree + 1, 2 * (uint)degree - 1, 77 })
                {
                    foreach (InstructionSet set in Enum.GetValues<InstructionSet>()) data.Add(degree, element, set);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Elements))]
    public void Permuting_evaluations_is_substituting_a_power_of_X(int degree, uint element, InstructionSet set)
    {
        var basis = new RnsBasis(degree, NttPrimes.Descending(degree, 34, 1, []), set);
        ulong p = basis[0].Value;
        ulong[] coefficients = TestVectors.Residues(degree, p, seed: element), image = new ulong[degree];
        for (int i = 0; i < degree; i++)
        {
            // X^i goes to X^(g i), and X^N = -1.
            ulong power = (ulong)i * element % (2 * (ulong)degree);
            image[power % (ulong)degree] = power < (ulong)degree ? coefficients[i] : (p - coefficients[i]) % p;
        }

        using RnsPolynomial a = Evaluations(basis, coefficients), expected = Evaluations(basis, image), actual = new(basis, 1);
        basis.Kernels.Permute(a[0], basis.GetAutomorphism(element).Indices, actual[0], degree);
        Assert.Equal(expected.LimbSpan(0).ToArray(), actual.LimbSpan(0).ToArray());
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(2u)]
    [InlineData(513u)]
    public void Even_elements_and_those_beyond_2N_are_refused(uint element) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Automorphism(256, element));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void Rotations_are_powers_of_three_and_have_inverses(int steps)
    {
        const int Degree = 256;
        uint element = GaloisElement.FromRotation(steps, Degree);
        int left = (int)(((long)steps % 128 + 128) % 128);
        Assert.Equal(ModularArithmetic.Power(3, (ulong)left, 2 * Degree), element);
        Assert.Equal(1u, element * GaloisElement.Inverse(element, Degree) % (2 * Degree));
    }

    private static RnsPolynomial Evaluations(RnsBasis basis, ulong[] coefficients)
    {
        var polynomial = new RnsPolynomial(basis, 1);
        polynomial.SetLimb(0, coefficients);
        polynomial.ToNtt();
        return polynomial;
    }
}
