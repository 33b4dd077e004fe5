using System.Runtime.CompilerServices;

namespace AuditNode.Ckks.Ring.Simd;

/// <summary>
/// Forward negacyclic transform, decimation in time (Longa and Naehrig 2016, algorithm 1): radix-8 passes over memory until a
/// block fits the first-level cache, then the whole block, the last stages in registers.
/// </summary>
/// <typeparam name="TLanes">Vector operations.</typeparam>
/// <typeparam name="TVector">Vector type.</typeparam>
/// <typeparam name="TGrowth">Whether the modulus is so large that inputs of a pass must be reduced.</typeparam>
internal static unsafe class ForwardNtt<TLanes, TVector, TGrowth>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
    where TGrowth : struct, IGrowth
{
    /// <summary>Transforms in place: residues in [0, p), natural order in, bit-reversed order and [0, p) out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(double* x, NttTables tables)
    {
        var constants = new LaneConstants<TLanes, TVector>(tables.Modulus);
        double* roots = tables.Forward.Pointer;
        int n = tables.Degree, tail = 4 * TLanes.Count;
        var schedule = new PassSchedule(n, tail);
        int groups = 1, pass = 0;
        for (; n / groups > PassSchedule.BlockLength; groups *= schedule.Radix(pass++))
        {
            Pass(x, n / groups, groups, groups, schedule.Radix(pass), roots, constants);
        }

        int block = n / groups;
        for (int b = 0; b < groups; b++)
        {
            double* start = x + (long)b * block;
            int inner = 1;
            for (int next = pass; next < schedule.Count; inner *= schedule.Radix(next++))
            {
                Pass(start, block / inner, inner, (groups + b) * inner, schedule.Radix(next), roots, constants);
            }

            Tail(start, inner, (groups + b) * inner, roots, n, b * block, constants);
        }
    }

    private static void Pass(double* x, int length, int count, int firstRoot, int radix, double* roots, in LaneConstants<TLanes, TVector> constants)
    {
        for (int g = 0; g < count; g++)
        {
            if (radix == 8) Radix8(x + (long)g * length, length / 8, firstRoot + g, roots, constants);
            else Radix4(x + (long)g * length, length / 4, firstRoot + g, roots, constants);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Radix8(double* x, int eighth, int root, double* roots, in LaneConstants<TLanes, TVector> constants)
    {
        LaneConstants<TLanes, TVector> k = constants;
        TVector w1 = TLanes.Broadcast(roots[root]);
        TVector w2 = TLanes.Broadcast(roots[2 * root]), w3 = TLanes.Broadcast(roots[2 * root + 1]);
        TVector w4 = TLanes.Broadcast(roots[4 * root]), w5 = TLanes.Broadcast(roots[4 * root + 1]);
        TVector w6 = TLanes.Broadcast(roots[4 * root + 2]), w7 = TLanes.Broadcast(roots[4 * root + 3]);
        double* x4 = x + 4 * (long)eighth;
        for (double* end = x + eighth; x < end; x += TLanes.Count, x4 += TLanes.Count)
        {
            TVector a0 = TLanes.Load(x), a1 = TLanes.Load(x + eighth), a2 = TLanes.Load(x + 2 * eighth), a3 = TLanes.Load(x + 3 * eighth);
            TVector a4 = TLanes.Load(x4), a5 = TLanes.Load(x4 + eighth), a6 = TLanes.Load(x4 + 2 * eighth), a7 = TLanes.Load(x4 + 3 * eighth);
            if (TGrowth.Eager)
            {
                a0 = k.ReduceLazy(a0);
                a1 = k.ReduceLazy(a1);
                a2 = k.ReduceLazy(a2);
                a3 = k.ReduceLazy(a3);
            }

            Butterfly(ref a0, ref a4, w1, k);
            Butterfly(ref a1, ref a5, w1, k);
            Butterfly(ref a2, ref a6, w1, k);
            Butterfly(ref a3, ref a7, w1, k);
            Butterfly(ref a0, ref a2, w2, k);
            Butterfly(ref a1, ref a3, w2, k);
            Butterfly(ref a4, ref a6, w3, k);
            Butterfly(ref a5, ref a7, w3, k);
            Butterfly(ref a0, ref a1, w4, k);
            Butterfly(ref a2, ref a3, w5, k);
            Butterfly(ref a4, ref a5, w6, k);
            Butterfly(ref a6, ref a7, w7, k);
            TLanes.Store(x, a0);
            TLanes.Store(x + eighth, a1);
            TLanes.Store(x + 2 * eighth, a2);
            TLanes.Store(x + 3 * eighth, a3);
            TLanes.Store(x4, a4);
            TLanes.Store(x4 + eighth, a5);
            TLanes.Store(x4 + 2 * eighth, a6);
            TLanes.Store(x4 + 3 * eighth, a7);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Radix4(double* x, int quarter, int root, double* roots, in LaneConstants<TLanes, TVector> constants)
    {
        LaneConstants<TLanes, TVector> k = constants;
        TVector w1 = TLanes.Broadcast(roots[root]), w2 = TLanes.Broadcast(roots[2 * root]), w3 = TLanes.Broadcast(roots[2 * root + 1]);
        for (double* end = x + quarter; x < end; x += TLanes.Count)
        {
            TVector a = TLanes.Load(x), b = TLanes.Load(x + quarter), c = TLanes.Load(x + 2 * quarter), d = TLanes.Load(x + 3 * quarter);
            Butterfly4(ref a, ref b, ref c, ref d, w1, w2, w3, k);
            TLanes.Store(x, a);
            TLanes.Store(x + quarter, b);
            TLanes.Store(x + 2 * quarter, c);
            TLanes.Store(x + 3 * quarter, d);
        }
    }

    /// <summary>(a, b) := (a + w b, a - w b).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Butterfly(ref TVector a, ref TVector b, TVector w, in LaneConstants<TLanes, TVector> k)
    {
        TVector product = k.MultiplyLazy(b, w);
        b = TLanes.Subtract(a, product);
        a = TLanes.Add(a, product);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Butterfly4(ref TVector a, ref TVector b, ref TVector c, ref TVector d, TVector w1, TVector w2, TVector w3,
        in LaneConstants<TLanes, TVector> k)
    {
        if (TGrowth.Eager)
        {
            a = k.ReduceLazy(a);
            b = k.ReduceLazy(b);
        }

        Butterfly(ref a, ref c, w1, k);
        Butterfly(ref b, ref d, w1, k);
        Butterfly(ref a, ref b, w2, k);
        Butterfly(ref c, ref d, w3, k);
    }

    /// <summary>The last 2 + log2(lanes) stages over groups of four vectors, and the reduction to [0, p).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tail(double* x, int count, int firstRoot, double* roots, int n, int offset, in LaneConstants<TLanes, TVector> constants)
    {
        LaneConstants<TLanes, TVector> k = constants;
        int lanes = TLanes.Count;
        for (int g = 0; g < count; g++, x += 4 * lanes)
        {
            TVector a = TLanes.Load(x), b = TLanes.Load(x + lanes), c = TLanes.Load(x + 2 * lanes), d = TLanes.Load(x + 3 * lanes);
            double* pair = roots + 2 * (firstRoot + g);
            Butterfly4(ref a, ref b, ref c, ref d,
                TLanes.Broadcast(roots[firstRoot + g]), TLanes.Broadcast(pair[0]), TLanes.Broadcast(pair[1]), k);
            // Index of the first pair of vectors among all pairs: each holds two groups of stage 0.
            int index = (offset + g * 4 * lanes) / (2 * lanes);
            // The two pairs take turns, so that one computes while the other waits for its products.
            double* twiddles = roots + n / lanes + 2 * index;
            Stage(0, ref a, ref b, twiddles, k);
            Stage(0, ref c, ref d, twiddles + 2, k);
            twiddles = roots + 2 * (n / lanes) + 4 * index;
            Stage(1, ref a, ref b, twiddles, k);
            Stage(1, ref c, ref d, twiddles + 4, k);
            if (lanes == 8)
            {
                twiddles = roots + 4 * (n / lanes) + 8 * index;
                Stage(2, ref a, ref b, twiddles, k);
                Stage(2, ref c, ref d, twiddles + 8, k);
            }

            a = k.Canonicalise(k.ReduceLazy(a));
            b = k.Canonicalise(k.ReduceLazy(b));
            c = k.Canonicalise(k.ReduceLazy(c));
            d = k.Canonicalise(k.ReduceLazy(d));
            TLanes.Merge(ref a, ref b);
            TLanes.Merge(ref c, ref d);
            TLanes.Store(x, a);
            TLanes.Store(x + lanes, b);
            TLanes.Store(x + 2 * lanes, c);
            TLanes.Store(x + 3 * lanes, d);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Stage(int stage, ref TVector a, ref TVector b, double* twiddles, in LaneConstants<TLanes, TVector> k)
    {
        TLanes.Split(stage, ref a, ref b);
        Butterfly(ref a, ref b, TLanes.LoadTwiddles(stage, twiddles), k);
    }
}
