using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AuditNode.Ckks.Ring.Simd;

/// <summary>Four double lanes: AVX2 with FMA.</summary>
internal readonly unsafe struct Lanes256 : ILanes<Vector256<double>>
{
    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(double* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double* destination, Vector256<double> value) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Broadcast(double value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Add(Vector256<double> a, Vector256<double> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Subtract(Vector256<double> a, Vector256<double> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Multiply(Vector256<double> a, Vector256<double> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MultiplyAdd(Vector256<double> a, Vector256<double> b, Vector256<double> c) =>
        Fma.IsSupported ? Fma.MultiplyAdd(a, b, c) : Vector256.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> MultiplySubtract(Vector256<double> a, Vector256<double> b, Vector256<double> c) =>
        Fma.IsSupported ? Fma.MultiplySubtract(a, b, c) : Vector256.FusedMultiplyAdd(a, b, -c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> AddIfNegative(Vector256<double> a, Vector256<double> b) =>
        a + SelectIfNegative(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> SelectIfNegative(Vector256<double> a, Vector256<double> b) =>
        Vector256.LessThan(a, Vector256<double>.Zero) & b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Split(int stage, ref Vector256<double> a, ref Vector256<double> b)
    {
        Vector256<double> x = a, y = b;
        if (stage == 0)
        {
            a = Shuffle2x128(x, y, high: false);
            b = Shuffle2x128(x, y, high: true);
        }
        else
        {
            a = UnpackLow(x, y);
            b = UnpackHigh(x, y);
        }
    }

    // Both shuffles are their own inverses.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unsplit(int stage, ref Vector256<double> a, ref Vector256<double> b) => Split(stage, ref a, ref b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Merge(ref Vector256<double> a, ref Vector256<double> b)
    {
        Split(1, ref a, ref b);
        Split(0, ref a, ref b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unmerge(ref Vector256<double> a, ref Vector256<double> b)
    {
        Split(0, ref a, ref b);
        Split(1, ref a, ref b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LoadTwiddles(int stage, double* source)
    {
        if (stage != 0) return Vector256.Load(source);
        Vector128<double> w = Vector128.Load(source);
        return Avx2.IsSupported
            ? Avx2.Permute4x64(w.ToVector256Unsafe(), 0b01_01_00_00)
            : Vector256.Create(w[0], w[0], w[1], w[1]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Shuffle2x128(Vector256<double> x, Vector256<double> y, bool high)
    {
        if (Avx.IsSupported) return high ? Avx.Permute2x128(x, y, 0x31) : Avx.Permute2x128(x, y, 0x20);
        return high ? Vector256.Create(x.GetUpper(), y.GetUpper()) : Vector256.Create(x.GetLower(), y.GetLower());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> UnpackLow(Vector256<double> x, Vector256<double> y) =>
        Avx.IsSupported ? Avx.UnpackLow(x, y) : Vector256.Create(x[0], y[0], x[2], y[2]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> UnpackHigh(Vector256<double> x, Vector256<double> y) =>
        Avx.IsSupported ? Avx.UnpackHigh(x, y) : Vector256.Create(x[1], y[1], x[3], y[3]);
}
