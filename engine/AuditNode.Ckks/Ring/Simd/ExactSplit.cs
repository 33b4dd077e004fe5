using System.Runtime.CompilerServices;

namespace AuditNode.Ckks.Ring.Simd;

/// <summary>
/// Splits integers in double lanes into parts of 17 bits, so that sums of products are exact without any reduction: a part times
/// a 34-bit integer has at most 50 bits, and seven of those sums stay under 2^53.
/// </summary>
/// <remarks>A part keeps its place value, so that multiply-add needs no shift; its low bits are zero.</remarks>
internal readonly struct ExactSplit<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>Bits of a part.</summary>
    public const int PartBits = 17;

    /// <summary>Bits of an integer that is multiplied with parts.</summary>
    public const int FactorBits = 2 * PartBits;

    /// <summary>Most products in a sum.</summary>
    public const int MaximumTerms = 7;

    private readonly TVector _middle;
    private readonly TVector _high;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ExactSplit()
    {
        // 1.5 * 2^52 times the place value: adding it leaves multiples of the place value.
        _middle = TLanes.Broadcast(6755399441055744.0 * (1L << PartBits));
        _high = TLanes.Broadcast(6755399441055744.0 * (1L << FactorBits));
    }

    /// <summary>x = low + middle, for |x| below 2^34.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Split(TVector x, out TVector low, out TVector middle)
    {
        middle = TLanes.Subtract(TLanes.Add(x, _middle), _middle);
        low = TLanes.Subtract(x, middle);
    }

    /// <summary>x = low + middle + high, for |x| below 2^50.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Split(TVector x, out TVector low, out TVector middle, out TVector high)
    {
        high = TLanes.Subtract(TLanes.Add(x, _high), _high);
        Split(TLanes.Subtract(x, high), out low, out middle);
    }
}
