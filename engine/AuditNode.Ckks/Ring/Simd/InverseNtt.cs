using System.Runtime.CompilerServices;

namespace AuditNode.Ckks.Ring.Simd;

/// <summary>
/// Inverse negacyclic transform, decimation in frequency (Longa and Naehrig 2016, algorithm 2): the mirror image of
/// <see cref="ForwardNtt{TLanes,TVector,TGrowth}"/>, with N^-1 folded into the last pass.
/// </summary>
/// <typeparam name="TLanes">Vector operations.</typeparam>
/// <typeparam name="TVector">Vector type.</typeparam>
/// <typeparam name="TGrowth">Whether the modulus is so large that every sum must be reduced.</typeparam>
internal static unsafe class InverseNtt<TLanes, TVector, TGrowth>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
    where TGrowth : struct, IGrowth
{
    /// <summary>Transforms in place: residues in [0, p), bit-reversed order in, natural order and [0, p) out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(double* x, NttTables tables)
    {
        var constants = new LaneConstants<TLanes, TVector>(tables.Modulus);
        double* roots = tables.Inverse.Pointer;
        int n = tables.Degree, tail = 4 * TLanes.Count;
        var schedule = new PassSchedule(n, tail);
        int first = 0, groups = 1;
        while (n / groups > PassSchedule.BlockLength) groups *= schedule.Radix(first++);
        int block = n / groups;
        for (int b = 0; b < groups; b++)
        {
            double* start = x + (long)b * block;
            int inner = block / tail;
            Tail(start, inner, (groups + b) * inner, roots, n, b * block, constants);
            for (int pass = schedule.Count - 1; pass >= Math.Max(first, 1); pass--)
            {
                inner /= schedule.Radix(pass);
                Pass(start, block / inner, inner, (groups + b) * inner, schedule.Radix(pass), roots, constants);
            }
        }

        for (int pass = first - 1; pass >= 1; pass--)
        {
            groups /= schedule.Radix(pass);
            Pass(x, n / groups, groups, groups, schedule.Radix(pass), roots, constants);
        }

        LastRadix8(x, n / 8, tables, constants);
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
    private static void Tail(double* x, int count, int firstRoot, double* roots, int n, int offset, in LaneConstants<TLanes, TVector> constants)
    {
        LaneConstants<TLanes, TVector> k = constants;
        int lanes = TLanes.Count;
        for (int g = 0; g < count; g++, x += 4 * lanes)
        {
            TVector a = TLanes.Load(x), b = TLanes.Load(x + lanes), c = TLanes.Load(x + 2 * lanes), d = TLanes.Load(x + 3 * lanes);
            int index = (offset + g * 4 * lanes) / (2 * lanes);
            // The two pairs take turns, so that one computes while the other waits for its products.
            TLanes.Unmerge(ref a, ref b);
            TLanes.Unmerge(ref c, ref d);
            double* twiddles = roots + 4 * (n / lanes) + 8 * index;
            if (lanes == 8)
            {
                Stage(2, ref a, ref b, twiddles, k);
                Stage(2, ref c, ref d, twiddles + 8, k);
            }

            twiddles = roots + 2 * (n / lanes) + 4 * index;
            Stage(1, ref a, ref b, twiddles, k);
            Stage(1, ref c, ref d, twiddles + 4, k);
            twiddles = roots + n / lanes + 2 * index;
            Stage(0, ref a, ref b, twiddles, k);
            Stage(0, ref c, ref d, twiddles + 2, k);
            if (!TGrowth.Eager)
            {
                // Sums have grown to 8 p at most; the passes start from about p/2 again.
                a = k.ReduceLazy(a);
                b = k.ReduceLazy(b);
                c = k.ReduceLazy(c);
                d = k.ReduceLazy(d);
            }

            double* pair = roots + 2 * (firstRoot + g);
            Butterfly4(ref a, ref b, ref c, ref d,
                TLanes.Broadcast(roots[firstRoot + g]), TLanes.Broadcast(pair[0]), TLanes.Broadcast(pair[1]), k);
            TLanes.Store(x, a);
            TLanes.Store(x + lanes, b);
            TLanes.Store(x + 2 * lanes, c);
            TLanes.Store(x + 3 * lanes, d);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Stage(int stage, ref TVector a, ref TVector b, double* twiddles, in LaneConstants<TLanes, TVector> k)
    {
        Butterfly(ref a, ref b, TLanes.LoadTwiddles(stage, twiddles), k);
        TLanes.Unsplit(stage, ref a, ref b);
    }

    /// <summary>(a, b) := (a + b, (a - b) w).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Butterfly(ref TVector a, ref TVector b, TVector w, in LaneConstants<TLanes, TVector> k)
    {
        TVector difference = TLanes.Subtract(a, b);
        a = TLanes.Add(a, b);
        if (TGrowth.Eager) a = k.ReduceLazy(a);
        b = k.MultiplyLazy(difference, w);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Butterfly4(ref TVector a, ref TVector b, ref TVector c, ref TVector d, TVector w1, TVector w2, TVector w3,
        in LaneConstants<TLanes, TVector> k)
    {
        TwoStages(ref a, ref b, ref c, ref d, w1, w2, w3, k);
        if (!TGrowth.Eager) a = k.ReduceLazy(a);
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
            TwoStages(ref a0, ref a1, ref a2, ref a3, w2, w4, w5, k);
            TwoStages(ref a4, ref a5, ref a6, ref a7, w3, w6, w7, k);
            Butterfly(ref a0, ref a4, w1, k);
            Butterfly(ref a1, ref a5, w1, k);
            Butterfly(ref a2, ref a6, w1, k);
            Butterfly(ref a3, ref a7, w1, k);
            if (!TGrowth.Eager)
            {
                // The sum of eight inputs and the sum of four products; no other output exceeds 4/3 p.
                a0 = k.ReduceLazy(a0);
                a1 = k.ReduceLazy(a1);
            }

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

    /// <summary>The pass that ends the transform: its outputs are multiplied by N^-1 and brought into [0, p).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LastRadix8(double* x, int eighth, NttTables tables, in LaneConstants<TLanes, TVector> constants)
    {
        LaneConstants<TLanes, TVector> k = constants;
        double* roots = tables.Inverse.Pointer;
        TVector scale = TLanes.Broadcast(tables.CentredInverseDegree), w1 = TLanes.Broadcast(tables.LastInverse);
        TVector w2 = TLanes.Broadcast(roots[2]), w3 = TLanes.Broadcast(roots[3]);
        TVector w4 = TLanes.Broadcast(roots[4]), w5 = TLanes.Broadcast(roots[5]), w6 = TLanes.Broadcast(roots[6]), w7 = TLanes.Broadcast(roots[7]);
        double* x4 = x + 4 * (long)eighth;
        for (double* end = x + eighth; x < end; x += TLanes.Count, x4 += TLanes.Count)
        {
            TVector a0 = TLanes.Load(x), a1 = TLanes.Load(x + eighth), a2 = TLanes.Load(x + 2 * eighth), a3 = TLanes.Load(x + 3 * eighth);
            TVector a4 = TLanes.Load(x4), a5 = TLanes.Load(x4 + eighth), a6 = TLanes.Load(x4 + 2 * eighth), a7 = TLanes.Load(x4 + 3 * eighth);
            TwoStages(ref a0, ref a1, ref a2, ref a3, w2, w4, w5, k);
            TwoStages(ref a4, ref a5, ref a6, ref a7, w3, w6, w7, k);
            ScaledButterfly(a0, a4, x, x4, scale, w1, k);
            ScaledButterfly(a1, a5, x + eighth, x4 + eighth, scale, w1, k);
            ScaledButterfly(a2, a6, x + 2 * eighth, x4 + 2 * eighth, scale, w1, k);
            ScaledButterfly(a3, a7, x + 3 * eighth, x4 + 3 * eighth, scale, w1, k);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TwoStages(ref TVector a, ref TVector b, ref TVector c, ref TVector d, TVector w1, TVector w2, TVector w3,
        in LaneConstants<TLanes, TVector> k)
    {
        Butterfly(ref a, ref b, w2, k);
        Butterfly(ref c, ref d, w3, k);
        Butterfly(ref a, ref c, w1, k);
        Butterfly(ref b, ref d, w1, k);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ScaledButterfly(TVector a, TVector b, double* sum, double* difference, TVector scale, TVector w,
        in LaneConstants<TLanes, TVector> k)
    {
        TLanes.Store(sum, k.Canonicalise(k.MultiplyLazy(TLanes.Add(a, b), scale)));
        TLanes.Store(difference, k.Canonicalise(k.MultiplyLazy(TLanes.Subtract(a, b), w)));
    }
}
