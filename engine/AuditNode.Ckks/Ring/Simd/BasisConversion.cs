using System.Runtime.CompilerServices;

namespace AuditNode.Ckks.Ring.Simd;

/// <summary>
/// Basis conversion block by block: the scaled residues of a block stay in the first-level cache while every target combines them.
/// </summary>
/// <remarks>
/// Most of the work is sums of products modulo a target. Where the target has at most 34 bits the residues are split, where the
/// sources have at most 34 bits the weights are, and a term costs two or three multiply-adds; otherwise a term is a modular
/// product of six operations.
/// </remarks>
internal static unsafe class BasisConversion<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private const int BlockLength = 256;
    private const int Copies = 4; // the whole residue, and its low, middle and high part

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Convert(BasisConverter converter, double** source, double** destination, int start, int n)
    {
        int from = converter.From.Length, to = converter.To.Length, end = start + n;
        double* residues = stackalloc double[(BasisConverter.MaximumSourcePrimes * Copies + 1) * BlockLength + 8];
        residues = (double*)(((nint)residues + 63) & ~(nint)63);
        double* multiple = residues + from * Copies * BlockLength;
        bool small = from <= ExactSplit<TLanes, TVector>.MaximumTerms;
        bool smallSources = small;
        foreach (Modulus q in converter.From) smallSources &= q.BitCount <= ExactSplit<TLanes, TVector>.FactorBits;
        for (; start < end; start += BlockLength)
        {
            int length = Math.Min(BlockLength, end - start);
            for (int i = 0; i < from; i++) Scale(converter, i, source[i] + start, residues + i * Copies * BlockLength, multiple, smallSources, length);
            for (int j = 0; j < to; j++)
            {
                if (destination[j] == null) continue;
                double* d = destination[j] + start;
                bool smallTarget = converter.To[j].BitCount <= ExactSplit<TLanes, TVector>.FactorBits;
                if (small && smallTarget && smallSources) CombineTwoParts(converter, j, residues, multiple, d, length);
                else if (small && smallTarget) CombineThreeParts(converter, j, residues, multiple, d, length);
                else if (smallSources) CombineSplitWeights(converter, j, residues, multiple, d, length);
                else Combine(converter, j, residues, multiple, d, length);
            }
        }
    }

    /// <summary>y_i = x_i (Q/q_i)^-1 mod q_i in [0, q_i), and in the end multiple = round(sum of y_i / q_i).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(BasisConverter converter, int i, double* x, double* y, double* multiple, bool twoParts, int n)
    {
        var k = new LaneConstants<TLanes, TVector>(converter.From[i]);
        var split = new ExactSplit<TLanes, TVector>();
        TVector w = TLanes.Broadcast(converter.PuncturedInverse[i]);
        bool last = i == converter.From.Length - 1;
        for (int c = 0; c < n; c += TLanes.Count)
        {
            TVector scaled = k.Canonicalise(k.MultiplyLazy(TLanes.Load(x + c), w)), low, middle;
            TLanes.Store(y + c, scaled);
            if (twoParts)
            {
                split.Split(scaled, out low, out middle);
            }
            else
            {
                split.Split(scaled, out low, out middle, out TVector high);
                TLanes.Store(y + 3 * BlockLength + c, high);
            }

            TLanes.Store(y + BlockLength + c, low);
            TLanes.Store(y + 2 * BlockLength + c, middle);
            TVector part = TLanes.Multiply(scaled, k.Reciprocal);
            if (i != 0) part = TLanes.Add(TLanes.Load(multiple + c), part);
            if (last) part = TLanes.Subtract(TLanes.Add(part, k.Shift), k.Shift);
            TLanes.Store(multiple + c, part);
        }
    }

    /// <summary>Residues of at most 34 bits in two parts, a target of at most 34 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CombineTwoParts(BasisConverter converter, int j, double* y, double* multiple, double* d, int n)
    {
        var k = new LaneConstants<TLanes, TVector>(converter.To[j]);
        int from = converter.From.Length, lanes = TLanes.Count;
        double* weights = converter.CentredWeights(j);
        TVector last = TLanes.Broadcast(weights[from]), zero = TLanes.Broadcast(0);
        for (int c = 0; c < n; c += 2 * lanes)
        {
            TVector low0 = TLanes.Multiply(TLanes.Load(multiple + c), last), middle0 = zero;
            TVector low1 = TLanes.Multiply(TLanes.Load(multiple + c + lanes), last), middle1 = zero;
            double* part = y + BlockLength + c;
            for (int i = 0; i < from; i++, part += Copies * BlockLength)
            {
                TVector w = TLanes.Broadcast(weights[i]);
                low0 = TLanes.MultiplyAdd(TLanes.Load(part), w, low0);
                low1 = TLanes.MultiplyAdd(TLanes.Load(part + lanes), w, low1);
                middle0 = TLanes.MultiplyAdd(TLanes.Load(part + BlockLength), w, middle0);
                middle1 = TLanes.MultiplyAdd(TLanes.Load(part + BlockLength + lanes), w, middle1);
            }

            TLanes.Store(d + c, k.Canonicalise(k.ReduceLazy(TLanes.Add(k.ReduceLazy(middle0), low0))));
            TLanes.Store(d + c + lanes, k.Canonicalise(k.ReduceLazy(TLanes.Add(k.ReduceLazy(middle1), low1))));
        }
    }

    /// <summary>Residues of more than 34 bits in three parts, a target of at most 34 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CombineThreeParts(BasisConverter converter, int j, double* y, double* multiple, double* d, int n)
    {
        var k = new LaneConstants<TLanes, TVector>(converter.To[j]);
        int from = converter.From.Length, lanes = TLanes.Count;
        double* weights = converter.CentredWeights(j);
        TVector last = TLanes.Broadcast(weights[from]), zero = TLanes.Broadcast(0);
        for (int c = 0; c < n; c += 2 * lanes)
        {
            TVector low0 = TLanes.Multiply(TLanes.Load(multiple + c), last), middle0 = zero, high0 = zero;
            TVector low1 = TLanes.Multiply(TLanes.Load(multiple + c + lanes), last), middle1 = zero, high1 = zero;
            double* part = y + BlockLength + c;
            for (int i = 0; i < from; i++, part += Copies * BlockLength)
            {
                TVector w = TLanes.Broadcast(weights[i]);
                low0 = TLanes.MultiplyAdd(TLanes.Load(part), w, low0);
                low1 = TLanes.MultiplyAdd(TLanes.Load(part + lanes), w, low1);
                middle0 = TLanes.MultiplyAdd(TLanes.Load(part + BlockLength), w, middle0);
                middle1 = TLanes.MultiplyAdd(TLanes.Load(part + BlockLength + lanes), w, middle1);
                high0 = TLanes.MultiplyAdd(TLanes.Load(part + 2 * BlockLength), w, high0);
                high1 = TLanes.MultiplyAdd(TLanes.Load(part + 2 * BlockLength + lanes), w, high1);
            }

            Finish(k, low0, middle0, high0, d + c);
            Finish(k, low1, middle1, high1, d + c + lanes);
        }
    }

    /// <summary>Residues of at most 34 bits, a larger target: the weights in three parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CombineSplitWeights(BasisConverter converter, int j, double* y, double* multiple, double* d, int n)
    {
        var k = new LaneConstants<TLanes, TVector>(converter.To[j]);
        var split = new ExactSplit<TLanes, TVector>();
        int from = converter.From.Length, lanes = TLanes.Count;
        double* weights = converter.CentredWeights(j);
        double* parts = stackalloc double[3 * (ExactSplit<TLanes, TVector>.MaximumTerms + 1) * lanes];
        for (int i = 0; i <= from; i++)
        {
            split.Split(TLanes.Broadcast(weights[i]), out TVector l, out TVector m, out TVector h);
            TLanes.Store(parts + 3 * i * lanes, l);
            TLanes.Store(parts + (3 * i + 1) * lanes, m);
            TLanes.Store(parts + (3 * i + 2) * lanes, h);
        }

        for (int c = 0; c < n; c += lanes)
        {
            double* w = parts + 3 * from * lanes;
            TVector v = TLanes.Load(multiple + c);
            TVector low = TLanes.Multiply(v, TLanes.Load(w)), middle = TLanes.Multiply(v, TLanes.Load(w + lanes));
            TVector high = TLanes.Multiply(v, TLanes.Load(w + 2 * lanes));
            w = parts;
            for (int i = 0; i < from; i++, w += 3 * lanes)
            {
                v = TLanes.Load(y + i * Copies * BlockLength + c);
                low = TLanes.MultiplyAdd(v, TLanes.Load(w), low);
                middle = TLanes.MultiplyAdd(v, TLanes.Load(w + lanes), middle);
                high = TLanes.MultiplyAdd(v, TLanes.Load(w + 2 * lanes), high);
            }

            Finish(k, low, middle, high, d + c);
        }
    }

    /// <summary>Any residues, any target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Combine(BasisConverter converter, int j, double* y, double* multiple, double* d, int n)
    {
        var k = new LaneConstants<TLanes, TVector>(converter.To[j]);
        int from = converter.From.Length;
        double* weights = converter.CentredWeights(j);
        for (int c = 0; c < n; c += TLanes.Count)
        {
            TVector sum = k.MultiplyLazy(TLanes.Load(multiple + c), TLanes.Broadcast(weights[from]));
            for (int i = 0; i < from; i++)
            {
                sum = TLanes.Add(sum, k.MultiplyLazy(TLanes.Load(y + i * Copies * BlockLength + c), TLanes.Broadcast(weights[i])));
            }

            TLanes.Store(d + c, k.Canonicalise(k.ReduceLazy(sum)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(in LaneConstants<TLanes, TVector> k, TVector low, TVector middle, TVector high, double* d)
    {
        TVector sum = TLanes.Add(TLanes.Add(k.ReduceLazy(middle), k.ReduceLazy(high)), low);
        TLanes.Store(d, k.Canonicalise(k.ReduceLazy(sum)));
    }
}
