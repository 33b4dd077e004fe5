using System.Runtime.CompilerServices;

namespace AuditNode.Ckks.Ring.Simd;

/// <content>Element by element: sums, products and reductions.</content>
internal sealed unsafe partial class VectorKernels<TLanes, TVector>
{
    private const double CoarseShift = 453347182355485940514816.0; // 1.5 * 2^78: adding it leaves multiples of 2^26

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(double* a, double* b, double* d, int n, Modulus modulus)
    {
        var k = new LaneConstants<TLanes, TVector>(modulus);
        for (int i = 0; i < n; i += TLanes.Count)
        {
            // a + (b - p) is in [-p, p): one conditional addition is left.
            TVector sum = TLanes.Add(TLanes.Load(a + i), TLanes.Subtract(TLanes.Load(b + i), k.P));
            TLanes.Store(d + i, k.Canonicalise(sum));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Subtract(double* a, double* b, double* d, int n, Modulus modulus)
    {
        var k = new LaneConstants<TLanes, TVector>(modulus);
        for (int i = 0; i < n; i += TLanes.Count)
        {
            TLanes.Store(d + i, k.Canonicalise(TLanes.Subtract(TLanes.Load(a + i), TLanes.Load(b + i))));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Negate(double* a, double* d, int n, Modulus modulus)
    {
        var k = new LaneConstants<TLanes, TVector>(modulus);
        TVector zero = TLanes.Broadcast(0.0);
        for (int i = 0; i < n; i += TLanes.Count)
        {
            TLanes.Store(d + i, k.Canonicalise(TLanes.Subtract(zero, TLanes.Load(a + i))));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddScalar(double* a, double s, double* d, int n, Modulus modulus)
    {
        var k = new LaneConstants<TLanes, TVector>(modulus);
        TVector shifted = TLanes.Broadcast(s - modulus.AsDouble);
        for (int i = 0; i < n; i += TLanes.Count)
        {
            TLanes.Store(d + i, k.Canonicalise(TLanes.Add(TLanes.Load(a + i), shifted)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Multiply(double* a, double* b, double* d, int n, Modulus modulus)
    {
        var k = new LaneConstants<TLanes, TVector>(modulus);
        for (int i = 0; i < n; i += TLanes.Count)
        {
            TLanes.Store(d + i, k.Canonicalise(k.MultiplyLazy(TLanes.Load(a + i), TLanes.Load(b + i))));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void MultiplyAdd(double* a, double* b, double* d, int n, Modulus modulus)
    {
        var k = new LaneConstants<TLanes, TVector>(modulus);
        for (int i = 0; i < n; i += TLanes.Count)
        {
            TVector sum = TLanes.Add(TLanes.Load(d + i), k.MultiplyLazy(TLanes.Load(a + i), TLanes.Load(b + i)));
            TLanes.Store(d + i, k.Canonicalise(k.ReduceLazy(sum)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void MultiplyScalar(double* a, double s, double* d, int n, Modulus modulus)
    {
        var k = new LaneConstants<TLanes, TVector>(modulus);
        TVector w = TLanes.Broadcast(s);
        for (int i = 0; i < n; i += TLanes.Count)
        {
            TLanes.Store(d + i, k.Canonicalise(k.MultiplyLazy(TLanes.Load(a + i), w)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void MultiplyScalarAdd(double* a, double s, double* d, int n, Modulus modulus)
    {
        var k = new LaneConstants<TLanes, TVector>(modulus);
        TVector w = TLanes.Broadcast(s);
        for (int i = 0; i < n; i += TLanes.Count)
        {
            TVector sum = TLanes.Add(TLanes.Load(d + i), k.MultiplyLazy(TLanes.Load(a + i), w));
            TLanes.Store(d + i, k.Canonicalise(k.ReduceLazy(sum)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SubtractMultiplyScalar(double* a, double* b, double s, double* d, int n, Modulus modulus)
    {
        var k = new LaneConstants<TLanes, TVector>(modulus);
        TVector w = TLanes.Broadcast(s);
        for (int i = 0; i < n; i += TLanes.Count)
        {
            TVector difference = TLanes.Subtract(TLanes.Load(a + i), TLanes.Load(b + i));
            TLanes.Store(d + i, k.Canonicalise(k.MultiplyLazy(difference, w)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ReduceCentred(double* a, Modulus from, double* d, Modulus to, int n)
    {
        var k = new LaneConstants<TLanes, TVector>(to);
        TVector half = TLanes.Broadcast((from.Value - 1) / 2), q = TLanes.Broadcast(from.AsDouble);
        for (int i = 0; i < n; i += TLanes.Count)
        {
            TVector x = TLanes.Load(a + i);
            // half - x is negative exactly where x stands for x - q.
            TVector centred = TLanes.Subtract(x, TLanes.SelectIfNegative(TLanes.Subtract(half, x), q));
            TLanes.Store(d + i, k.Canonicalise(k.ReduceLazy(centred)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ReduceSigned(double* a, double* d, int n, Modulus modulus)
    {
        var k = new LaneConstants<TLanes, TVector>(modulus);
        TVector shift = TLanes.Broadcast(CoarseShift), zero = TLanes.Broadcast(0.0);
        for (int i = 0; i < n; i += TLanes.Count)
        {
            // Adding zero makes a zero of a negative zero, which rounding in the encoder leaves and nothing below would remove.
            TVector x = TLanes.Add(TLanes.Load(a + i), zero);
            // The first quotient may be up to 2^81. It is rounded to a multiple of 2^26, or of a higher power of two from 2^77 on;
            // with the usual constant, one between -2^52 and -2^51 would keep a half. What is left is exact and below 2^29 p.
            TVector coarse = TLanes.Multiply(x, k.Reciprocal);
            coarse = TLanes.Subtract(TLanes.Add(coarse, shift), shift);
            x = TLanes.MultiplyAdd(coarse, k.NegativeP, x);
            TLanes.Store(d + i, k.Canonicalise(k.ReduceLazy(x)));
        }
    }
}
