using System.Numerics;

namespace AuditNode.Ckks.Ring;

/// <summary>Products of evaluations with a power of X: exact, and without a transform.</summary>
/// <remarks>
/// Evaluation i stands at the root's power 2 bitreverse(i) + 1. For a power 2^t times an odd number the factors therefore depend on
/// the highest log2(N) - t bits of i only: they are the same for 2^t evaluations in a row.
/// </remarks>
internal static unsafe class Monomial
{
    /// <summary>Fewest equal factors in a row that the kernels take as one scalar.</summary>
    private const int ShortestBlock = 8;

    /// <summary>d = X^power * a modulo one prime, both as evaluations; d may be a.</summary>
    /// <param name="a">N residues.</param>
    /// <param name="d">Receives N residues.</param>
    /// <param name="power">Exponent, 0 to 2N - 1; X^N is -1.</param>
    /// <param name="basis">The ring.</param>
    /// <param name="limb">Index of the prime.</param>
    public static void Multiply(double* a, double* d, int power, RnsBasis basis, int limb)
    {
        int n = basis.Degree;
        if (power == 0)
        {
            if (a != d) new ReadOnlySpan<double>(a, n).CopyTo(new Span<double>(d, n));
            return;
        }

        NttTables tables = basis.Tables[limb];
        int block = Math.Min(1 << BitOperations.TrailingZeroCount(power), n);
        if (block >= ShortestBlock)
        {
            for (int i = 0; i < n; i += block) basis.Kernels.MultiplyScalar(a + i, Factor(i, power, tables), d + i, block, tables.Modulus);
            return;
        }

        AlignedBuffer factors = basis.Pool.Rent(1);
        for (int i = 0; i < n; i += block) new Span<double>(factors.Pointer + i, block).Fill(Factor(i, power, tables));
        basis.Kernels.Multiply(a, factors.Pointer, d, n, tables.Modulus);
        basis.Pool.Return(factors);
    }

    /// <summary>X^power at evaluation i, a residue in [0, p).</summary>
    private static double Factor(int i, int power, NttTables tables)
    {
        int n = tables.Degree;
        uint exponent = (2 * (uint)NttTables.BitReverse(i, tables.LogDegree) + 1) * (uint)power & (2 * (uint)n - 1);
        double root = tables.Forward.Pointer[NttTables.BitReverse((int)(exponent & ((uint)n - 1)), tables.LogDegree)];
        if (exponent >= (uint)n) root = -root; // the root's power N is -1
        return root < 0 ? root + tables.Modulus.AsDouble : root;
    }
}
