using System.Runtime.Intrinsics;
using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks;

/// <summary>
/// The isomorphism between real polynomials modulo X^N + 1 and N/2 complex values, by a complex Fourier transform of length N/2.
/// </summary>
/// <remarks>
/// <para>
/// m(z) = sum over k below n = N/2 of (m_k + i m_(k+n)) z^k at every point z with z^n = i, that is at exp(2 pi i e / 2N) for the
/// exponents e = 1 mod 4. Slot j lies at the exponent 3^j mod 2N as in Microsoft SEAL; where that is 3 mod 4 the conjugate lies
/// at its negative.
/// </para>
/// <para>
/// Only +, - and * on doubles in a fixed order, and tables from integer arithmetic: the same bits on every machine. The vector
/// code does the same operations on each element as the scalar code.
/// </para>
/// </remarks>
internal sealed unsafe class CanonicalEmbedding
{
    private readonly AlignedBuffer _cosines;
    private readonly AlignedBuffer _sines;

    public CanonicalEmbedding(int degree)
    {
        int n = degree / 2, order = 2 * degree, log = System.Numerics.BitOperations.Log2((uint)n);
        Length = n;
        var cosines = new double[order];
        var sines = new double[order];
        UnitCircle.Fill(cosines, sines, order);
        _cosines = new AlignedBuffer(n);
        _sines = new AlignedBuffer(n);
        _cosines.Pointer[0] = _sines.Pointer[0] = 0; // unused, like entry 0 of every table in this layout
        for (int groups = 1; groups < n; groups *= 2)
        {
            int bits = System.Numerics.BitOperations.Log2((uint)groups);
            for (int g = 0; g < groups; g++)
            {
                // Group g holds polynomials modulo Y^(n/groups) - r with r at (1 + 4 bitreverse(g)) / (4 groups) of a turn; its
                // twiddle is the square root of r.
                int index = (1 + 4 * NttTables.BitReverse(g, bits)) * (order / (8 * groups));
                _cosines.Pointer[groups + g] = cosines[index];
                _sines.Pointer[groups + g] = sines[index];
            }
        }

        SlotPositions = new int[n];
        SlotIsConjugate = new bool[n];
        uint exponent = 1, mask = 2 * (uint)degree - 1;
        for (int j = 0; j < n; j++)
        {
            SlotIsConjugate[j] = (exponent & 3) == 3;
            uint e = SlotIsConjugate[j] ? (uint)(2 * degree) - exponent : exponent;
            SlotPositions[j] = NttTables.BitReverse((int)(e >> 2), log);
            exponent = exponent * 3 & mask;
        }
    }

    /// <summary>n = N/2.</summary>
    public int Length { get; }

    /// <summary>Where slot j lies among the evaluations.</summary>
    public int[] SlotPositions { get; }

    /// <summary>Whether the conjugate of slot j lies there.</summary>
    public bool[] SlotIsConjugate { get; }

    /// <summary>Coefficients m_k + i m_(k+n) to evaluations, in place.</summary>
    public void Forward(double* re, double* im)
    {
        for (int groups = 1, half = Length / 2; groups < Length; groups *= 2, half /= 2)
        {
            for (int g = 0; g < groups; g++)
            {
                double c = _cosines.Pointer[groups + g], s = _sines.Pointer[groups + g];
                double* r0 = re + 2L * g * half, i0 = im + 2L * g * half, r1 = r0 + half, i1 = i0 + half;
                int j = 0;
                for (; j + 4 <= half; j += 4)
                {
                    Vector256<double> x = Vector256.Load(r1 + j), y = Vector256.Load(i1 + j);
                    Vector256<double> u = x * c - y * s, v = x * s + y * c;
                    Vector256<double> a = Vector256.Load(r0 + j), b = Vector256.Load(i0 + j);
                    (a + u).Store(r0 + j);
                    (b + v).Store(i0 + j);
                    (a - u).Store(r1 + j);
                    (b - v).Store(i1 + j);
                }

                for (; j < half; j++)
                {
                    double u = r1[j] * c - i1[j] * s, v = r1[j] * s + i1[j] * c, a = r0[j], b = i0[j];
                    r0[j] = a + u;
                    i0[j] = b + v;
                    r1[j] = a - u;
                    i1[j] = b - v;
                }
            }
        }
    }

    /// <summary>Evaluations to coefficients times n, in place.</summary>
    public void Inverse(double* re, double* im)
    {
        for (int groups = Length / 2, half = 1; groups >= 1; groups /= 2, half *= 2)
        {
            for (int g = 0; g < groups; g++)
            {
                double c = _cosines.Pointer[groups + g], s = _sines.Pointer[groups + g];
                double* r0 = re + 2L * g * half, i0 = im + 2L * g * half, r1 = r0 + half, i1 = i0 + half;
                int j = 0;
                for (; j + 4 <= half; j += 4)
                {
                    Vector256<double> a = Vector256.Load(r0 + j), b = Vector256.Load(i0 + j), u = Vector256.Load(r1 + j), v = Vector256.Load(i1 + j);
                    Vector256<double> x = a - u, y = b - v;
                    (a + u).Store(r0 + j);
                    (b + v).Store(i0 + j);
                    (x * c + y * s).Store(r1 + j);
                    (y * c - x * s).Store(i1 + j);
                }

                for (; j < half; j++)
                {
                    double a = r0[j], b = i0[j], u = r1[j], v = i1[j], x = a - u, y = b - v;
                    r0[j] = a + u;
                    i0[j] = b + v;
                    r1[j] = x * c + y * s;
                    i1[j] = y * c - x * s;
                }
            }
        }
    }
}
