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
    private const int BlockLength = 2048;

    /// <summary>Transforms in place: residues in [0, p), bit-reversed order in, natural order and [0, p) out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transform(double* x, NttTables tables)
    {
        var constants = new LaneConstants<TLanes, TVector>(tables.Modulus);
        double* roots = tables.Inverse.Pointer;
        double inverseDegree = tables.CentredInverseDegree;
        int n = tables.Degree, tail = 4 * TLanes.Count;
        bool odd = (System.Numerics.BitOperations.Log2((uint)(n / tail)) & 1) != 0;
        int first = odd ? 2 : 1, groups = first;
        while (n / groups > Math.Max(BlockLength, tail)) groups *= 4;
        int block = n / groups;
        for (int b = 0; b < groups; b++)
        {
            double* start = x + (long)b * block;
            int inner = block / tail;
            Tail(start, inner, (groups + b) * inner, roots, n, b * block, constants);
            for (inner /= 4; inner >= 1; inner /= 4)
            {
                if (groups == 1 && inner == 1) break; // the last pass of all carries N^-1
                int length = block / inner;
                for (int g = 0; g < inner; g++)
                {
                    int root = (groups + b) * inner + g;
                    Radix4(start + g * length, length / 4, roots[root], roots + 2 * root, constants);
                }
            }
        }

        for (groups /= 4; groups >= first; groups /= 4)
        {
            if (groups == 1) break;
            for (int g = 0; g < groups; g++)
            {
                Radix4(x + (long)g * (n / groups), n / groups / 4, roots[groups + g], roots + 2 * (groups + g), constants);
            }
        }

        if (odd) LastRadix2(x, n / 2, inverseDegree, tables.LastInverse, constants);
        else LastRadix4(x, n / 4, inverseDegree, tables.LastInverse, roots + 2, constants);
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
            InRegister(ref a, ref b, roots, n, index, k);
            InRegister(ref c, ref d, roots, n, index + 1, k);
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
    private static void InRegister(ref TVector a, ref TVector b, double* roots, int n, int index, in LaneConstants<TLanes, TVector> k)
    {
        int groups = n / TLanes.Count;
        TLanes.Unmerge(ref a, ref b);
        if (TLanes.Count == 8) Stage(2, ref a, ref b, roots + 4 * groups + 8 * index, k);
        Stage(1, ref a, ref b, roots + 2 * groups + 4 * index, k);
        Stage(0, ref a, ref b, roots + groups + 2 * index, k);
        // Sums have grown to 8 p at most; the passes start from about p/2 again.
        if (!TGrowth.Eager)
        {
            a = k.ReduceLazy(a);
            b = k.ReduceLazy(b);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Stage(int stage, ref TVector a, ref TVector b, double* twiddles, in LaneConstants<TLanes, TVector> k)
    {
        TVector difference = TLanes.Subtract(a, b);
        a = TLanes.Add(a, b);
        if (TGrowth.Eager) a = k.ReduceLazy(a);
        b = k.MultiplyLazy(difference, TLanes.LoadTwiddles(stage, twiddles));
        TLanes.Unsplit(stage, ref a, ref b);
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
        TVector ab = TLanes.Add(a, b), abm = k.MultiplyLazy(TLanes.Subtract(a, b), w2);
        TVector cd = TLanes.Add(c, d), cdm = k.MultiplyLazy(TLanes.Subtract(c, d), w3);
        a = k.ReduceLazy(TLanes.Add(ab, cd));
        c = k.MultiplyLazy(TLanes.Subtract(ab, cd), w1);
        b = TLanes.Add(abm, cdm);
        if (TGrowth.Eager) b = k.ReduceLazy(b);
        d = k.MultiplyLazy(TLanes.Subtract(abm, cdm), w1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LastRadix4(double* x, int quarter, double scale, double root1, double* roots2, in LaneConstants<TLanes, TVector> constants)
    {
        LaneConstants<TLanes, TVector> k = constants;
        TVector s = TLanes.Broadcast(scale), w1 = TLanes.Broadcast(root1);
        TVector w2 = TLanes.Broadcast(roots2[0]), w3 = TLanes.Broadcast(roots2[1]);
        double* x1 = x + quarter;
        double* x2 = x1 + quarter;
        double* x3 = x2 + quarter;
        for (int j = 0; j < quarter; j += TLanes.Count)
        {
            TVector a = TLanes.Load(x + j), b = TLanes.Load(x1 + j), c = TLanes.Load(x2 + j), d = TLanes.Load(x3 + j);
            TVector ab = TLanes.Add(a, b), abm = k.MultiplyLazy(TLanes.Subtract(a, b), w2);
            TVector cd = TLanes.Add(c, d), cdm = k.MultiplyLazy(TLanes.Subtract(c, d), w3);
            TLanes.Store(x + j, k.Canonicalise(k.MultiplyLazy(TLanes.Add(ab, cd), s)));
            TLanes.Store(x1 + j, k.Canonicalise(k.MultiplyLazy(TLanes.Add(abm, cdm), s)));
            TLanes.Store(x2 + j, k.Canonicalise(k.MultiplyLazy(TLanes.Subtract(ab, cd), w1)));
            TLanes.Store(x3 + j, k.Canonicalise(k.MultiplyLazy(TLanes.Subtract(abm, cdm), w1)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LastRadix2(double* x, int half, double scale, double root, in LaneConstants<TLanes, TVector> constants)
    {
        LaneConstants<TLanes, TVector> k = constants;
        TVector s = TLanes.Broadcast(scale), w = TLanes.Broadcast(root);
        for (int j = 0; j < half; j += TLanes.Count)
        {
            TVector a = TLanes.Load(x + j), b = TLanes.Load(x + half + j);
            TLanes.Store(x + j, k.Canonicalise(k.MultiplyLazy(TLanes.Add(a, b), s)));
            TLanes.Store(x + half + j, k.Canonicalise(k.MultiplyLazy(TLanes.Subtract(a, b), w)));
        }
    }
}
