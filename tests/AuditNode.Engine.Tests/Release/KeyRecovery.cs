using System.Numerics;
using AuditNode.Ckks;

namespace AuditNode.Engine.Tests.Release;

/// <summary>
/// The attack of Li and Micciancio (eprint 2020/1533) on decrypted coefficients, by linear algebra modulo the first prime. Who knows c_1
/// and some coefficients of c_0 + c_1 s has linear equations in s.
/// </summary>
/// <remarks>
/// With 2^p visible coefficients, S = N/2^p apart, let D(Y) be the polynomial that they form. At a root y of Y^(2^p) + 1, D(y) is the mean of
/// (c_1 s)(x) over the S roots x of X^N + 1 with x^S = y. In bit-reversed order these are S evaluations in a row. So the system
/// falls into 2^p systems of S unknowns, the evaluations of s, and S releases solve them all.
/// </remarks>
internal sealed class KeyRecovery(CkksContext context, int outputs)
{
    private readonly ulong _q = context.Parameters.Rlwe.CiphertextPrimes[0];
    private readonly int _degree = context.Parameters.Rlwe.Degree;
    private readonly int _stride = CoefficientCiphertext.Stride(context.Parameters.Rlwe.Degree, outputs);
    private readonly List<(ulong[] Evaluations, ulong[] Visible)> _releases = [];

    /// <summary>Releases that are needed.</summary>
    public int ReleasesNeeded => _stride;

    /// <summary>What one released ciphertext and its integers tell.</summary>
    public void Add(CoefficientCiphertext ciphertext, IReadOnlyList<BigInteger> integers)
    {
        var evaluations = new ulong[_degree];
        ciphertext.Polynomial.CopyLimbTo(0, evaluations);
        ulong[] visible = [.. integers.Select((v, o) => (ulong)(((v - ciphertext.GetResidue(o, 0)) % _q + _q) % _q))];
        _releases.Add((evaluations, visible));
    }

    /// <summary>The only evaluations of s, modulo the first prime, that fit all releases; null where they do not determine s.</summary>
    public ulong[]? Solve()
    {
        int blocks = _degree / _stride, log = BitOperations.Log2((uint)blocks);
        ulong root = Power(PrimitiveRoot(), (ulong)_stride);
        var secret = new ulong[_degree];
        for (int b = 0; b < blocks; b++)
        {
            int reversed = 0;
            for (int i = 0; i < log; i++) reversed |= (b >> i & 1) << (log - 1 - i);
            ulong y = Power(root, (ulong)(2 * reversed + 1));
            ulong[][] system = [.. _releases.Take(_stride).Select(r => Equation(r.Evaluations, r.Visible, b, y))];
            if (!Eliminate(system)) return null;
            for (int j = 0; j < _stride; j++) secret[b * _stride + j] = system[j][_stride];
        }

        return secret;
    }

    private ulong[] Equation(ulong[] evaluations, ulong[] visible, int block, ulong y)
    {
        ulong value = 0;
        for (int o = visible.Length - 1; o >= 0; o--) value = (Multiply(value, y) + visible[o]) % _q;
        return [.. evaluations.AsSpan(block * _stride, _stride), Multiply(value, (ulong)_stride)];
    }

    /// <summary>Gauss and Jordan.</summary>
    private bool Eliminate(ulong[][] rows)
    {
        int n = rows.Length;
        for (int c = 0; c < n; c++)
        {
            int pivot = Array.FindIndex(rows, c, r => r[c] != 0);
            if (pivot < 0) return false;
            (rows[c], rows[pivot]) = (rows[pivot], rows[c]);
            ulong inverse = Power(rows[c][c], _q - 2);
            for (int j = c; j <= n; j++) rows[c][j] = Multiply(rows[c][j], inverse);
            foreach (ulong[] row in rows)
            {
                ulong factor = row[c];
                if (factor == 0 || ReferenceEquals(row, rows[c])) continue;
                for (int j = c; j <= n; j++) row[j] = (row[j] + Multiply(_q - factor, rows[c][j])) % _q;
            }
        }

        return true;
    }

    /// <summary>The least of order 2N, which the library's transforms use (as Microsoft SEAL's).</summary>
    private ulong PrimitiveRoot()
    {
        ulong order = 2 * (ulong)_degree, any = 0;
        for (ulong g = 2; any == 0; g++)
        {
            ulong candidate = Power(g, (_q - 1) / order);
            if (Power(candidate, order / 2) == _q - 1) any = candidate;
        }

        ulong least = any, current = any, square = Multiply(any, any);
        for (ulong i = 1; i < order / 2; i++)
        {
            current = Multiply(current, square);
            least = Math.Min(least, current);
        }

        return least;
    }

    private ulong Power(ulong x, ulong exponent)
    {
        ulong result = 1;
        for (; exponent > 0; exponent >>= 1, x = Multiply(x, x))
        {
            if ((exponent & 1) != 0) result = Multiply(result, x);
        }

        return result;
    }

    private ulong Multiply(ulong a, ulong b) => (ulong)((UInt128)a * b % _q);
}
