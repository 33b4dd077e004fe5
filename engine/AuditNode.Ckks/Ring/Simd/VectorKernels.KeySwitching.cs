using System.Runtime.CompilerServices;

namespace AuditNode.Ckks.Ring.Simd;

/// <content>Sums of products and basis conversion: what multiplication and key switching consist of.</content>
internal sealed unsafe partial class VectorKernels<TLanes, TVector>
{
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void InnerProducts(double** a, double** k0, double** k1, int count, double* d0, double* d1, int n, Modulus modulus)
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

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ConvertBasis(BasisConverter converter, double** source, double** destination, int start, int n)
    {
        int from = converter.From.Length, to = converter.To.Length, end = start + n;
        const int Block = BasisConverter.BlockLength;
        double* scratch = stackalloc double[(BasisConverter.MaximumSourcePrimes + 1) * Block];
        double* overflow = scratch + BasisConverter.MaximumSourcePrimes * Block;
        for (; start < end; start += Block)
        {
            int length = Math.Min(Block, end - start);
            for (int i = 0; i < from; i++) ScaleResidues(converter, i, source[i] + start, scratch + i * Block, overflow, length);
            for (int j = 0; j < to; j++)
            {
                if (destination[j] != null) CombineResidues(converter, j, scratch, overflow, destination[j] + start, length);
            }
        }
    }

    /// <summary>y_i = x_i (Q/q_i)^-1 mod q_i in [0, q_i), and overflow += y_i / q_i.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScaleResidues(BasisConverter converter, int i, double* x, double* y, double* overflow, int n)
    {
        var k = new LaneConstants<TLanes, TVector>(converter.From[i]);
        TVector w = TLanes.Broadcast(converter.PuncturedInverse[i]);
        for (int c = 0; c < n; c += TLanes.Count)
        {
            TVector scaled = k.Canonicalise(k.MultiplyLazy(TLanes.Load(x + c), w));
            TLanes.Store(y + c, scaled);
            TVector part = TLanes.Multiply(scaled, k.Reciprocal);
            TLanes.Store(overflow + c, i == 0 ? part : TLanes.Add(TLanes.Load(overflow + c), part));
        }
    }

    /// <summary>d = sum of y_i (Q/q_i) - round(overflow) Q, modulo the j-th target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CombineResidues(BasisConverter converter, int j, double* y, double* overflow, double* d, int n)
    {
        var k = new LaneConstants<TLanes, TVector>(converter.To[j]);
        int from = converter.From.Length;
        double* weights = stackalloc double[BasisConverter.MaximumSourcePrimes];
        converter.Weights(j).CopyTo(new Span<double>(weights, from));
        TVector negativeProduct = TLanes.Broadcast(converter.NegativeProduct[j]);
        for (int c = 0; c < n; c += TLanes.Count)
        {
            TVector multiple = TLanes.Subtract(TLanes.Add(TLanes.Load(overflow + c), k.Shift), k.Shift);
            TVector sum = k.MultiplyLazy(multiple, negativeProduct);
            for (int i = 0; i < from; i++)
            {
                TVector term = k.MultiplyLazy(TLanes.Load(y + i * BasisConverter.BlockLength + c), TLanes.Broadcast(weights[i]));
                sum = TLanes.Add(sum, term);
            }

            TLanes.Store(d + c, k.Canonicalise(k.ReduceLazy(sum)));
        }
    }
}
