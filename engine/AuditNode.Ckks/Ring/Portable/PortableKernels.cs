using System.Runtime.CompilerServices;

namespace AuditNode.Ckks.Ring.Portable;

/// <summary>Kernels in 64-bit integer arithmetic, one residue at a time and without branches on residues.</summary>
/// <remarks>Shares no arithmetic with the vector kernels: that both agree is evidence that both are right.</remarks>
internal sealed unsafe partial class PortableKernels : RingKernels
{
    public static readonly PortableKernels Instance = new();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(double* a, double* b, double* d, int n, Modulus modulus)
    {
        for (int i = 0; i < n; i++) d[i] = ReduceOnce((ulong)a[i] + (ulong)b[i], modulus.Value);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Subtract(double* a, double* b, double* d, int n, Modulus modulus)
    {
        for (int i = 0; i < n; i++) d[i] = ReduceOnce((ulong)a[i] + modulus.Value - (ulong)b[i], modulus.Value);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Negate(double* a, double* d, int n, Modulus modulus)
    {
        for (int i = 0; i < n; i++) d[i] = ReduceOnce(modulus.Value - (ulong)a[i], modulus.Value);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddScalar(double* a, double s, double* d, int n, Modulus modulus)
    {
        for (int i = 0; i < n; i++) d[i] = ReduceOnce((ulong)a[i] + (ulong)s, modulus.Value);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Multiply(double* a, double* b, double* d, int n, Modulus modulus)
    {
        for (int i = 0; i < n; i++) d[i] = Product((ulong)a[i], (ulong)b[i], modulus);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void MultiplyAdd(double* a, double* b, double* d, int n, Modulus modulus)
    {
        for (int i = 0; i < n; i++) d[i] = ReduceOnce((ulong)d[i] + Product((ulong)a[i], (ulong)b[i], modulus), modulus.Value);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void MultiplyScalar(double* a, double s, double* d, int n, Modulus modulus)
    {
        for (int i = 0; i < n; i++) d[i] = Product((ulong)a[i], (ulong)s, modulus);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void MultiplyScalarAdd(double* a, double s, double* d, int n, Modulus modulus)
    {
        for (int i = 0; i < n; i++) d[i] = ReduceOnce((ulong)d[i] + Product((ulong)a[i], (ulong)s, modulus), modulus.Value);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SubtractMultiplyScalar(double* a, double* b, double s, double* d, int n, Modulus modulus)
    {
        ulong p = modulus.Value;
        for (int i = 0; i < n; i++) d[i] = Product(ReduceOnce((ulong)a[i] + p - (ulong)b[i], p), (ulong)s, modulus);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SubtractMultiplyAdd(double* a, double* b, double s, double* c, double t, double* d, int n, Modulus modulus)
    {
        ulong p = modulus.Value;
        for (int i = 0; i < n; i++)
        {
            ulong product = Product(ReduceOnce((ulong)a[i] + p - (ulong)b[i], p), (ulong)s, modulus);
            d[i] = ReduceOnce(product + Product((ulong)c[i], (ulong)t, modulus), p);
        }
    }

    public override void Square(double* a0, double* a1, double* d0, double* d1, double* d2, int n, Modulus modulus) =>
        Tensor(a0, a1, a0, a1, d0, d1, d2, n, modulus, accumulate: false);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Tensor(double* a0, double* a1, double* b0, double* b1, double* d0, double* d1, double* d2, int n, Modulus modulus,
        bool accumulate)
    {
        ulong p = modulus.Value;
        for (int i = 0; i < n; i++)
        {
            ulong x0 = (ulong)a0[i], x1 = (ulong)a1[i], y0 = (ulong)b0[i], y1 = (ulong)b1[i];
            ulong r0 = Product(x0, y0, modulus), r2 = Product(x1, y1, modulus);
            ulong r1 = ReduceOnce(Product(x0, y1, modulus) + Product(x1, y0, modulus), p);
            d0[i] = accumulate ? ReduceOnce(r0 + (ulong)d0[i], p) : r0;
            d1[i] = accumulate ? ReduceOnce(r1 + (ulong)d1[i], p) : r1;
            d2[i] = accumulate ? ReduceOnce(r2 + (ulong)d2[i], p) : r2;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void InnerProducts(double** a, double** k0, double** k1, int count, double* d0, double* d1, int n, Modulus modulus)
    {
        ulong p = modulus.Value;
        for (int i = 0; i < n; i++)
        {
            ulong sum0 = 0, sum1 = 0;
            for (int j = 0; j < count; j++)
            {
                ulong x = (ulong)a[j][i];
                sum0 = ReduceOnce(sum0 + Product(x, (ulong)k0[j][i], modulus), p);
                sum1 = ReduceOnce(sum1 + Product(x, (ulong)k1[j][i], modulus), p);
            }

            d0[i] = sum0;
            d1[i] = sum1;
        }
    }

    /// <summary>x - p if x &gt;= p, else x; for x below 2p.</summary>
    private static ulong ReduceOnce(ulong x, ulong p)
    {
        ulong reduced = x - p;
        return reduced + (p & (ulong)((long)reduced >> 63));
    }

    /// <summary>a * b mod p by Barrett reduction (Handbook of Applied Cryptography, algorithm 14.42).</summary>
    private static ulong Product(ulong a, ulong b, Modulus modulus) => Reduce((UInt128)a * b, modulus);

    /// <summary>x mod p for x below 2^(2 bits).</summary>
    private static ulong Reduce(UInt128 x, Modulus modulus)
    {
        int bits = modulus.BitCount;
        ulong p = modulus.Value;
        ulong quotient = (ulong)((UInt128)(ulong)(x >> (bits - 1)) * modulus.BarrettFactor >> (bits + 1));
        ulong remainder = (ulong)x - quotient * p; // below 3p, so the low 64 bits say all
        return ReduceOnce(ReduceOnce(remainder, 2 * p), p);
    }
}
