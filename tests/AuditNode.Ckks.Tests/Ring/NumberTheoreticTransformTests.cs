using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Tests.Ring;

public class NumberTheoreticTransformTests
{
    public static TheoryData<int, int, InstructionSet> Rings
    {
        get
        {
            var data = new TheoryData<int, int, InstructionSet>();
            foreach (int degree in new[] { 1024, 2048, 4096, 8192, 16384, 32768, 65536 })
            {
                foreach (int bits in new[] { 20, 34, 47, 48, 49, 50 })
                {
                    if (bits == 20 && degree > 16384) continue; // too few 20-bit primes are 1 modulo 2N
                    foreach (InstructionSet set in Enum.GetValues<InstructionSet>()) data.Add(degree, bits, set);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Rings))]
    public void Forward_evaluates_at_the_odd_powers_of_the_root_in_bit_reversed_order(int degree, int bits, InstructionSet set)
    {
        var basis = new RnsBasis(degree, NttPrimes.Descending(degree, bits, 1, []), set);
        ulong p = basis[0].Value, root = basis.Tables[0].Root;
        ulong[] coefficients = TestVectors.Residues(degree, p, seed: (ulong)(degree + bits));
        using var polynomial = new RnsPolynomial(basis, 1);
        polynomial.SetLimb(0, coefficients);
        polynomial.ToNtt();
        var evaluations = new ulong[degree];
        polynomial.CopyLimbTo(0, evaluations);
        int log = System.Numerics.BitOperations.Log2((uint)degree);
        foreach (int i in new[] { 0, 1, 2, 3, 5, degree / 2 + 1, degree - 2, degree - 1 })
        {
            ulong point = ModularArithmetic.Power(root, 2 * (ulong)NttTables.BitReverse(i, log) + 1, p), value = 0;
            for (int c = degree - 1; c >= 0; c--) value = (ModularArithmetic.Multiply(value, point, p) + coefficients[c]) % p;
            Assert.Equal(value, evaluations[i]);
        }

        polynomial.ToCoefficients();
        var back = new ulong[degree];
        polynomial.CopyLimbTo(0, back);
        Assert.Equal(coefficients, back);
    }

    [Theory]
    [MemberData(nameof(Rings))]
    public void Every_instruction_set_gives_the_same_residues_at_the_extremes(int degree, int bits, InstructionSet set)
    {
        ulong[] primes = NttPrimes.Descending(degree, bits, 1, []);
        var reference = new RnsBasis(degree, primes, InstructionSet.Portable);
        var basis = new RnsBasis(degree, primes, set);
        ulong p = primes[0];
        // All p-1 drives the lazy sums to their largest magnitude; alternation drives the differences there.
        Func<int, ulong>[] patterns = [_ => p - 1, i => i % 2 == 0 ? p - 1 : 0, i => i % 2 == 0 ? p / 2 : p / 2 + 1, i => i < degree / 2 ? p - 1 : 0, i => i == 0 ? 1UL : 0];
        foreach (Func<int, ulong> pattern in patterns)
        {
            ulong[] input = [.. Enumerable.Range(0, degree).Select(pattern)];
            Assert.Equal(Transform(reference, input, inverse: false), Transform(basis, input, inverse: false));
            Assert.Equal(Transform(reference, input, inverse: true), Transform(basis, input, inverse: true));
        }
    }

    private static ulong[] Transform(RnsBasis basis, ulong[] input, bool inverse)
    {
        using var polynomial = new RnsPolynomial(basis, 1);
        polynomial.SetLimb(0, input);
        if (inverse) polynomial.ToCoefficients();
        else polynomial.ToNtt();
        var output = new ulong[basis.Degree];
        polynomial.CopyLimbTo(0, output);
        return output;
    }
}
