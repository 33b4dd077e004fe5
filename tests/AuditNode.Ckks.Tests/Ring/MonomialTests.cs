using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Tests.Ring;

public sealed unsafe class MonomialTests
{
    public static TheoryData<int, int, InstructionSet> Powers
    {
        get
        {
            var data = new TheoryData<int, int, InstructionSet>();
            foreach (int degree in new[] { 1024, 4096 })
            {
                foreach (int power in new[] { 0, 1, 2, 3, 4, 8, 24, 77, degree / 4, degree / 2, degree - 1, degree, degree + 8, 2 * degree - 1 })
                {
                    foreach (InstructionSet set in Enum.GetValues<InstructionSet>()) data.Add(degree, power, set);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Powers))]
    public void Multiplying_evaluations_is_shifting_coefficients_with_a_sign(int degree, int power, InstructionSet set)
    {
        var basis = new RnsBasis(degree, NttPrimes.Create(degree, [34, 50]), set);
        for (int limb = 0; limb < basis.Count; limb++)
        {
            ulong p = basis[limb].Value;
            ulong[] coefficients = TestVectors.Residues(degree, p, seed: (ulong)power), image = new ulong[degree];
            coefficients[0] = 0;
            for (int i = 0; i < degree; i++)
            {
                int target = (i + power) % (2 * degree);
                image[target % degree] = target < degree ? coefficients[i] : (p - coefficients[i]) % p;
            }

            double[] a = Evaluations(basis, limb, coefficients), expected = Evaluations(basis, limb, image);
            using RnsPolynomial source = new(basis, 1), destination = new(basis, 1);
            a.CopyTo(source.LimbSpan(0));
            Monomial.Multiply(source[0], destination[0], power, basis, limb);
            Assert.Equal(expected, destination.LimbSpan(0).ToArray());
            Assert.Equal(a, source.LimbSpan(0).ToArray());
            Monomial.Multiply(source[0], source[0], power, basis, limb);
            Assert.Equal(expected, source.LimbSpan(0).ToArray());
        }
    }

    private static double[] Evaluations(RnsBasis basis, int limb, ulong[] coefficients)
    {
        using var polynomial = new RnsPolynomial(basis, limb + 1);
        polynomial.SetLimb(limb, coefficients);
        basis.Kernels.Forward(polynomial[limb], basis.Tables[limb]);
        return polynomial.LimbSpan(limb).ToArray();
    }
}
