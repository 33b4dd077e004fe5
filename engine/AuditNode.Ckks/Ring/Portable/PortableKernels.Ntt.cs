using System.Runtime.CompilerServices;

namespace AuditNode.Ckks.Ring.Portable;

/// <content>The transforms, radix 2, with Shoup's multiplication by precomputed quotients.</content>
internal sealed unsafe partial class PortableKernels
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Forward(double* x, NttTables tables)
    {
        PortableTwiddles twiddles = tables.Portable;
        ulong p = tables.Modulus.Value;
        int n = tables.Degree;
        for (int groups = 1, half = n / 2; groups < n; groups *= 2, half /= 2)
        {
            for (int g = 0; g < groups; g++)
            {
                ulong w = twiddles.Forward[groups + g], quotient = twiddles.ForwardQuotients[groups + g];
                double* low = x + 2L * g * half, high = low + half;
                for (int j = 0; j < half; j++)
                {
                    ulong a = (ulong)low[j], b = ShoupProduct((ulong)high[j], w, quotient, p);
                    low[j] = ReduceOnce(a + b, p);
                    high[j] = ReduceOnce(a + p - b, p);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Inverse(double* x, NttTables tables)
    {
        PortableTwiddles twiddles = tables.Portable;
        ulong p = tables.Modulus.Value;
        int n = tables.Degree;
        for (int groups = n / 2, half = 1; groups >= 1; groups /= 2, half *= 2)
        {
            for (int g = 0; g < groups; g++)
            {
                ulong w = twiddles.Inverse[groups + g], quotient = twiddles.InverseQuotients[groups + g];
                double* low = x + 2L * g * half, high = low + half;
                for (int j = 0; j < half; j++)
                {
                    ulong a = (ulong)low[j], b = (ulong)high[j];
                    low[j] = ReduceOnce(a + b, p);
                    high[j] = ShoupProduct(ReduceOnce(a + p - b, p), w, quotient, p);
                }
            }
        }

        for (int i = 0; i < n; i++) x[i] = ShoupProduct((ulong)x[i], tables.InverseDegree, twiddles.InverseDegreeQuotient, p);
    }

    /// <summary>a * w mod p with quotient = floor(w * 2^64 / p).</summary>
    private static ulong ShoupProduct(ulong a, ulong w, ulong quotient, ulong p) =>
        ReduceOnce(a * w - Math.BigMul(a, quotient, out _) * p, p);
}
