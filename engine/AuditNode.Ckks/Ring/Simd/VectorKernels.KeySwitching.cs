using System.Runtime.CompilerServices;

namespace AuditNode.Ckks.Ring.Simd;

/// <content>Sums of products and basis conversion: what multiplication and key switching consist of.</content>
internal sealed unsafe partial class VectorKernels<TLanes, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SubtractMultiplyAdd(double* a, double* b, double s, double* c, double t, double* d, int n, Modulus modulus)
    {
        var k = new LaneConstants<TLanes, TVector>(modulus);
        TVector w = TLanes.Broadcast(s), v = TLanes.Broadcast(t);
        for (int i = 0; i < n; i += TLanes.Count)
        {
            TVector product = k.MultiplyLazy(TLanes.Subtract(TLanes.Load(a + i), TLanes.Load(b + i)), w);
            TVector sum = TLanes.Add(product, k.MultiplyLazy(TLanes.Load(c + i), v));
            TLanes.Store(d + i, k.Canonicalise(k.ReduceLazy(sum)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Square(double* a0, double* a1, double* d0, double* d1, double* d2, int n, Modulus modulus)
    {
        var k = new LaneConstants<TLanes, TVector>(modulus);
        for (int i = 0; i < n; i += TLanes.Count)
        {
            TVector x0 = TLanes.Load(a0 + i), x1 = TLanes.Load(a1 + i);
            TVector cross = k.MultiplyLazy(x0, x1);
            TLanes.Store(d0 + i, k.Canonicalise(k.MultiplyLazy(x0, x0)));
            TLanes.Store(d1 + i, k.Canonicalise(k.ReduceLazy(TLanes.Add(cross, cross))));
            TLanes.Store(d2 + i, k.Canonicalise(k.MultiplyLazy(x1, x1)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Tensor(double* a0, double* a1, double* b0, double* b1, double* d0, double* d1, double* d2, int n, Modulus modulus,
        bool accumulate)
    {
        var k = new LaneConstants<TLanes, TVector>(modulus);
        for (int i = 0; i < n; i += TLanes.Count)
        {
            TVector x0 = TLanes.Load(a0 + i), x1 = TLanes.Load(a1 + i), y0 = TLanes.Load(b0 + i), y1 = TLanes.Load(b1 + i);
            TVector r0 = k.MultiplyLazy(x0, y0), r2 = k.MultiplyLazy(x1, y1);
            TVector r1 = TLanes.Add(k.MultiplyLazy(x0, y1), k.MultiplyLazy(x1, y0));
            if (accumulate)
            {
                r0 = k.ReduceLazy(TLanes.Add(r0, TLanes.Load(d0 + i)));
                r1 = TLanes.Add(r1, TLanes.Load(d1 + i));
                r2 = k.ReduceLazy(TLanes.Add(r2, TLanes.Load(d2 + i)));
            }

            TLanes.Store(d0 + i, k.Canonicalise(r0));
            TLanes.Store(d1 + i, k.Canonicalise(k.ReduceLazy(r1)));
            TLanes.Store(d2 + i, k.Canonicalise(r2));
        }
    }

    public override void InnerProducts(double** a, double** k0, double** k1, int count, double* d0, double* d1, int n, Modulus modulus)
    {
        if (modulus.BitCount <= ExactSplit<TLanes, TVector>.FactorBits) InnerProductsOfSplits(a, k0, k1, count, d0, d1, n, modulus);
        else InnerProductsOfAny(a, k0, k1, count, d0, d1, n, modulus);
    }

    /// <summary>At most 34 bits: a is split once for both products, and a term costs two multiply-adds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InnerProductsOfSplits(double** a, double** k0, double** k1, int count, double* d0, double* d1, int n, Modulus modulus)
    {
        // The middle part of a 34-bit residue may reach 2^34, so its product 2^17 * 2^51: four fit. Two bits less for each bit.
        int chunk = modulus.BitCount == ExactSplit<TLanes, TVector>.FactorBits ? 4 : 8;
        var k = new LaneConstants<TLanes, TVector>(modulus);
        var split = new ExactSplit<TLanes, TVector>();
        TVector zero = TLanes.Broadcast(0);
        for (int i = 0; i < n; i += TLanes.Count)
        {
            TVector low0 = zero, low1 = zero, middle0 = zero, middle1 = zero;
            for (int j = 0; ;)
            {
                int end = Math.Min(j + chunk, count);
                for (; j < end; j++)
                {
                    split.Split(TLanes.Load(a[j] + i), out TVector low, out TVector middle);
                    TVector x0 = TLanes.Load(k0[j] + i), x1 = TLanes.Load(k1[j] + i);
                    low0 = TLanes.MultiplyAdd(low, x0, low0);
                    low1 = TLanes.MultiplyAdd(low, x1, low1);
                    middle0 = TLanes.MultiplyAdd(middle, x0, middle0);
                    middle1 = TLanes.MultiplyAdd(middle, x1, middle1);
                }

                low0 = k.ReduceLazy(TLanes.Add(k.ReduceLazy(middle0), low0));
                low1 = k.ReduceLazy(TLanes.Add(k.ReduceLazy(middle1), low1));
                if (j >= count) break;
                middle0 = middle1 = zero;
            }

            TLanes.Store(d0 + i, k.Canonicalise(low0));
            TLanes.Store(d1 + i, k.Canonicalise(low1));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InnerProductsOfAny(double** a, double** k0, double** k1, int count, double* d0, double* d1, int n, Modulus modulus)
    {
        var k = new LaneConstants<TLanes, TVector>(modulus);
        for (int i = 0; i < n; i += TLanes.Count)
        {
            TVector x = TLanes.Load(a[0] + i);
            TVector sum0 = k.MultiplyLazy(x, TLanes.Load(k0[0] + i)), sum1 = k.MultiplyLazy(x, TLanes.Load(k1[0] + i));
            for (int j = 1; j < count; j++)
            {
                x = TLanes.Load(a[j] + i);
                sum0 = TLanes.Add(sum0, k.MultiplyLazy(x, TLanes.Load(k0[j] + i)));
                sum1 = TLanes.Add(sum1, k.MultiplyLazy(x, TLanes.Load(k1[j] + i)));
                // Eight terms of at most 0.75 p stay below 2^53 for every modulus.
                if ((j & 7) == 7)
                {
                    sum0 = k.ReduceLazy(sum0);
                    sum1 = k.ReduceLazy(sum1);
                }
            }

            TLanes.Store(d0 + i, k.Canonicalise(k.ReduceLazy(sum0)));
            TLanes.Store(d1 + i, k.Canonicalise(k.ReduceLazy(sum1)));
        }
    }

    public override void ConvertBasis(BasisConverter converter, double** source, double** destination, int start, int n) =>
        BasisConversion<TLanes, TVector>.Convert(converter, source, destination, start, n);
}
