using System.Runtime.CompilerServices;

namespace AuditNode.Ckks.Ring.Portable;

/// <content>From one modulus to others.</content>
internal sealed unsafe partial class PortableKernels
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ReduceCentred(double* a, Modulus from, double* d, Modulus to, int n)
    {
        for (int i = 0; i < n; i++)
        {
            long x = (long)a[i];
            long above = ((long)((from.Value - 1) / 2) - x) >> 63;
            d[i] = ReduceSigned(x - ((long)from.Value & above), to.Value);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ReduceSigned(double* a, double* d, int n, Modulus modulus)
    {
        Int128 p = modulus.Value;
        for (int i = 0; i < n; i++)
        {
            Int128 r = (Int128)a[i] % p;
            d[i] = (double)(ulong)(r + (p & (r >> 127)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ConvertBasis(BasisConverter converter, double** source, double** destination, int start, int n)
    {
        Modulus[] from = converter.From, to = converter.To;
        double* y = stackalloc double[BasisConverter.MaximumSourcePrimes];
        for (int c = start; c < start + n; c++)
        {
            double overflow = 0;
            for (int i = 0; i < from.Length; i++)
            {
                y[i] = Product((ulong)source[i][c], (ulong)converter.PuncturedInverse[i], from[i]);
                double part = y[i] * from[i].Reciprocal;
                overflow = i == 0 ? part : overflow + part;
            }

            ulong multiple = (ulong)Math.Round(overflow);
            for (int j = 0; j < to.Length; j++)
            {
                if (destination[j] == null) continue;
                ReadOnlySpan<ulong> weights = converter.Weights(j);
                ulong p = to[j].Value, sum = Product(multiple, weights[from.Length], to[j]);
                for (int i = 0; i < from.Length; i++) sum = ReduceOnce(sum + Product((ulong)y[i] % p, weights[i], to[j]), p);
                destination[j][c] = sum;
            }
        }
    }

    private static ulong ReduceSigned(long x, ulong p)
    {
        long r = x % (long)p;
        return (ulong)(r + ((long)p & (r >> 63)));
    }
}
