using System.Runtime.CompilerServices;

namespace AuditNode.Ckks.Ring.Simd;

/// <summary>Arithmetic modulo one prime in double lanes.</summary>
/// <remarks>
/// <para>
/// Multiply: with h = fl(a w), l = a w - h (exact, by fused multiply-add), q = round(h / p) by adding and subtracting
/// 1.5 * 2^52, the result is r = (h - q p) + l. Both terms are exact, r = a w mod p, and |r| &lt;= (1/2 + 2^-52 |a w| / p) p.
/// Needs |a w| / p &lt; 2^51.
/// </para>
/// <para>
/// Reduce: r = x - round(x / p) p, with |r| &lt;= (1/2 + 2^-53 |x| / p) p, for integers |x| &lt;= 2^53.
/// </para>
/// </remarks>
internal readonly struct LaneConstants<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private const double RoundingShift = 6755399441055744.0; // 1.5 * 2^52: adding it leaves no fraction bits

    public readonly TVector P;
    public readonly TVector NegativeP;
    public readonly TVector Reciprocal;
    public readonly TVector Shift;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LaneConstants(Modulus modulus)
    {
        P = TLanes.Broadcast(modulus.AsDouble);
        NegativeP = TLanes.Broadcast(-modulus.AsDouble);
        Reciprocal = TLanes.Broadcast(modulus.Reciprocal);
        Shift = TLanes.Broadcast(RoundingShift);
    }

    /// <summary>a * w mod p, lazily: a signed value of about p/2 at most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector MultiplyLazy(TVector a, TVector w)
    {
        TVector high = TLanes.Multiply(a, w);
        TVector low = TLanes.MultiplySubtract(a, w, high);
        TVector quotient = TLanes.Subtract(TLanes.MultiplyAdd(high, Reciprocal, Shift), Shift);
        return TLanes.Add(TLanes.MultiplyAdd(quotient, NegativeP, high), low);
    }

    /// <summary>x mod p, lazily: a signed value of about p/2 at most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector ReduceLazy(TVector x)
    {
        TVector quotient = TLanes.Subtract(TLanes.MultiplyAdd(x, Reciprocal, Shift), Shift);
        return TLanes.MultiplyAdd(quotient, NegativeP, x);
    }

    /// <summary>Brings a value in (-p, p) into [0, p).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Canonicalise(TVector x) => TLanes.AddIfNegative(x, P);
}
