using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AuditNode.Ckks.Ring.Simd;

/// <summary>Eight double lanes: AVX-512F, or the runtime's emulation where the processor has none.</summary>
internal readonly unsafe struct Lanes512 : ILanes<Vector512<double>>
{
    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(double* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double* destination, Vector512<double> value) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Broadcast(double value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Add(Vector512<double> a, Vector512<double> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Subtract(Vector512<double> a, Vector512<double> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Multiply(Vector512<double> a, Vector512<double> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MultiplyAdd(Vector512<double> a, Vector512<double> b, Vector512<double> c) =>
        Avx512F.IsSupported ? Avx512F.FusedMultiplyAdd(a, b, c) : Vector512.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> MultiplySubtract(Vector512<double> a, Vector512<double> b, Vector512<double> c) =>
        Avx512F.IsSupported ? Avx512F.FusedMultiplySubtract(a, b, c) : Vector512.FusedMultiplyAdd(a, b, -c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> AddIfNegative(Vector512<double> a, Vector512<double> b) =>
        Vector512.ConditionalSelect(Vector512.LessThan(a, Vector512<double>.Zero), a + b, a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> SelectIfNegative(Vector512<double> a, Vector512<double> b) =>
        Vector512.LessThan(a, Vector512<double>.Zero) & b;

    // With (a0..a7, b0..b7) in memory order, the lanes become
    //   stage 0:  a0 a1 a2 a3 b0 b1 b2 b3 | a4 a5 a6 a7 b4 b5 b6 b7
    //   stage 1:  a0 a1 a4 a5 b0 b1 b4 b5 | a2 a3 a6 a7 b2 b3 b6 b7
    //   stage 2:  a0 a2 a4 a6 b0 b2 b4 b6 | a1 a3 a5 a7 b1 b3 b5 b7
    // so that in each stage the groups follow one another and twiddles are read in table order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Split(int stage, ref Vector512<double> a, ref Vector512<double> b)
    {
        Vector512<double> x = a, y = b;
        if (stage == 0)
        {
            a = Permute(x, Vector512.Create(0L, 1, 2, 3, 8, 9, 10, 11), y);
            b = Permute(x, Vector512.Create(4L, 5, 6, 7, 12, 13, 14, 15), y);
        }
        else if (stage == 1)
        {
            a = Permute(x, Vector512.Create(0L, 1, 8, 9, 4, 5, 12, 13), y);
            b = Permute(x, Vector512.Create(2L, 3, 10, 11, 6, 7, 14, 15), y);
        }
        else
        {
            a = Permute(x, Vector512.Create(0L, 8, 2, 10, 4, 12, 6, 14), y);
            b = Permute(x, Vector512.Create(1L, 9, 3, 11, 5, 13, 7, 15), y);
        }
    }

    // Each of the three deals is its own inverse.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unsplit(int stage, ref Vector512<double> a, ref Vector512<double> b) => Split(stage, ref a, ref b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Merge(ref Vector512<double> a, ref Vector512<double> b)
    {
        Vector512<double> x = a, y = b;
        a = Permute(x, Vector512.Create(0L, 8, 1, 9, 2, 10, 3, 11), y);
        b = Permute(x, Vector512.Create(4L, 12, 5, 13, 6, 14, 7, 15), y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unmerge(ref Vector512<double> a, ref Vector512<double> b)
    {
        Vector512<double> x = a, y = b;
        a = Permute(x, Vector512.Create(0L, 2, 4, 6, 8, 10, 12, 14), y);
        b = Permute(x, Vector512.Create(1L, 3, 5, 7, 9, 11, 13, 15), y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LoadTwiddles(int stage, double* source)
    {
        if (stage == 2) return Vector512.Load(source);
        if (stage == 1)
        {
            Vector512<double> four = Vector256.Load(source).ToVector512Unsafe();
            return Permute(four, Vector512.Create(0L, 0, 1, 1, 2, 2, 3, 3), four);
        }

        Vector512<double> two = Vector128.Load(source).ToVector256Unsafe().ToVector512Unsafe();
        return Permute(two, Vector512.Create(0L, 0, 0, 0, 1, 1, 1, 1), two);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Permute(Vector512<double> x, Vector512<long> indices, Vector512<double> y)
    {
        if (Avx512F.IsSupported) return Avx512F.PermuteVar8x64x2(x, indices, y);
        Span<double> lanes = stackalloc double[16];
        x.CopyTo(lanes);
        y.CopyTo(lanes[8..]);
        return Vector512.Create(
            lanes[(int)indices[0]], lanes[(int)indices[1]], lanes[(int)indices[2]], lanes[(int)indices[3]],
            lanes[(int)indices[4]], lanes[(int)indices[5]], lanes[(int)indices[6]], lanes[(int)indices[7]]);
    }
}
