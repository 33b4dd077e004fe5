namespace AuditNode.Zk.Groups;

/// <summary>Windows of the bits of public scalars.</summary>
internal static class ScalarBits
{
    /// <summary>Bits of a scalar and one more, into which the carry of a signed recoding may go.</summary>
    public const int Count = 257;

    /// <summary>Up to 16 bits from a position on; bits above the scalar are zero.</summary>
    /// <param name="limbs">Four little-endian limbs.</param>
    /// <param name="position">Number of the lowest bit.</param>
    /// <param name="width">Number of bits.</param>
    public static int Window(ReadOnlySpan<ulong> limbs, int position, int width)
    {
        int limb = position >> 6, shift = position & 63;
        if (limb >= limbs.Length) return 0;
        ulong bits = limbs[limb] >> shift;
        if (shift + width > 64 && limb + 1 < limbs.Length) bits |= limbs[limb + 1] << (64 - shift);
        return (int)bits & ((1 << width) - 1);
    }
}
