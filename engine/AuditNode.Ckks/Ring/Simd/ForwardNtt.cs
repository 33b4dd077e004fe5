using System.Runtime.CompilerServices;

namespace AuditNode.Ckks.Ring.Simd;

/// <summary>
/// Forward negacyclic transform, decimation in time (Longa and Naehrig 2016, algorithm 1): radix-4 passes over memory until a
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
    /// <summary>Doubles of a block that is finished in one go: 16 KiB of data and as much of twiddles stay in a 32 KiB cache.</summary>
    private const int BlockLength = 2048;

    /// <summary>Transforms in place: residues in [0, p), natural order in, bit-reversed order and [0, p) out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(double* x, NttTables tables)
    {
        var constants = new LaneConstants<TLanes, TVector>(tables.Modulus);
        double* roots = tables.Forward.Pointer;
        int n = tables.Degree, tail = 4 * TLanes.Count;
        int groups = 1;
        // An odd number of stages before the tail starts with one of radix 2.
        if ((System.Numerics.BitOperations.Log2((uint)(n / tail)) & 1) != 0)
        {
            Radix2(x, n / 2, roots[1], constants);
            groups = 2;
        }

        for (; n / groups > Math.Max(BlockLength, tail); groups *= 4)
        {
            for (int g = 0; g < groups; g++)
            {
                Radix4(x + (long)g * (n / groups), n / groups / 4, roots[groups + g], roots + 2 * (groups + g), constants);
            }
        }

        int block = n / groups;
        for (int b = 0; b < groups; b++)
        {
            double* start = x + (long)b * block;
            int inner = 1;
            for (; block / inner > tail; inner *= 4)
            {
                int length = block / inner;
                double* w = roots + (groups + b) * inner;
                for (int g = 0; g < inner; g++)
                {
                    Radix4(start + g * length, length / 4, w[g], roots + 2 * ((groups + b) * inner + g), constants);
                }
            }

            Tail(start, block / tail, (groups + b) * inner, roots, n, b * block, constants);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Radix2(double* x, int half, double root, in LaneConstants<TLanes, TVector> constants)
    {
        LaneConstants<TLanes, TVector> c = constants;
        TVector w = TLanes.Broadcast(root);
        for (int j = 0; j < half; j += TLanes.Count)
        {
            TVector a = TLanes.Load(x + j);
            TVector b = c.MultiplyLazy(TLanes.Load(x + half + j), w);
            TLanes.Store(x + j, TLanes.Add(a, b));
            TLanes.Store(x + half + j, TLanes.Subtract(a, b));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Radix4(double* x, int quarter, double root1, double* roots2, in LaneConstants<TLanes, TVector> constants)
    {
        LaneConstants<TLanes, TVector> k = constants;
        TVector w1 = TLanes.Broadcast(root1), w2 = TLanes.Broadcast(roots2[0]), w3 = TLanes.Broadcast(roots2[1]);
        double* x1 = x + quarter;
        double* x2 = x1 + quarter;
        double* x3 = x2 + quarter;
        for (int j = 0; j < quarter; j += TLanes.Count)
        {
            TVector a = TLanes.Load(x + j), b = TLanes.Load(x1 + j), c = TLanes.Load(x2 + j), d = TLanes.Load(x3 + j);
            Butterfly4(ref a, ref b, ref c, ref d, w1, w2, w3, k);
            TLanes.Store(x + j, a);
            TLanes.Store(x1 + j, b);
            TLanes.Store(x2 + j, c);
            TLanes.Store(x3 + j, d);
        }
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

        c = k.MultiplyLazy(c, w1);
        d = k.MultiplyLazy(d, w1);
        TVector ac = TLanes.Add(a, c), am = TLanes.Subtract(a, c);
        TVector bd = k.MultiplyLazy(TLanes.Add(b, d), w2), bm = k.MultiplyLazy(TLanes.Subtract(b, d), w3);
        a = TLanes.Add(ac, bd);
        b = TLanes.Subtract(ac, bd);
        c = TLanes.Add(am, bm);
        d = TLanes.Subtract(am, bm);
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
            InRegister(ref a, ref b, roots, n, index, k);
            InRegister(ref c, ref d, roots, n, index + 1, k);
            TLanes.Store(x, a);
            TLanes.Store(x + lanes, b);
            TLanes.Store(x + 2 * lanes, c);
            TLanes.Store(x + 3 * lanes, d);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void InRegister(ref TVector a, ref TVector b, double* roots, int n, int index, in LaneConstants<TLanes, TVector> k)
    {
        int groups = n / TLanes.Count;
        Stage(0, ref a, ref b, roots + groups + 2 * index, k);
        Stage(1, ref a, ref b, roots + 2 * groups + 4 * index, k);
        if (TLanes.Count == 8) Stage(2, ref a, ref b, roots + 4 * groups + 8 * index, k);
        a = k.Canonicalise(k.ReduceLazy(a));
        b = k.Canonicalise(k.ReduceLazy(b));
        TLanes.Merge(ref a, ref b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Stage(int stage, ref TVector a, ref TVector b, double* twiddles, in LaneConstants<TLanes, TVector> k)
    {
        TLanes.Split(stage, ref a, ref b);
        TVector product = k.MultiplyLazy(b, TLanes.LoadTwiddles(stage, twiddles));
        b = TLanes.Subtract(a, product);
        a = TLanes.Add(a, product);
    }
}
