namespace AuditNode.Zk.Groups;

/// <summary>
/// Sums of many products in variable time: Pippenger's bucket method with signed digits. For each window of the scalars' bits, the
/// points are summed up by the absolute value of their digit, and the buckets by one running sum.
/// </summary>
internal static class BucketMultiplication
{
    private const int MinimumWidth = 3;

    private const int MaximumWidth = 15;

    /// <summary>The sum of products of public scalars; its windows are computed in parallel.</summary>
    public static GroupElement<TCurve> Sum<TCurve>(ReadOnlySpan<GroupElement<TCurve>> elements, ReadOnlySpan<Scalar<TCurve>> scalars)
        where TCurve : struct, ICurve
    {
        int width = Width(elements.Length);
        int windows = (ScalarBits.Count + width - 1) / width;
        AffinePoint<TCurve>[] points = GroupElement<TCurve>.Normalize(elements);
        short[] digits = Digits(elements, scalars, width, windows);
        var sums = new GroupElement<TCurve>[windows];
        Parallel.For(0, windows, window => sums[window] = SumWindow(points, digits.AsSpan(window * points.Length, points.Length), width));

        GroupElement<TCurve> sum = GroupElement<TCurve>.Identity;
        for (int window = windows - 1; window >= 0; window--)
        {
            for (int bit = 0; bit < width; bit++) sum = GroupElement<TCurve>.Double(sum);
            sum = GroupElement<TCurve>.Add(sum, sums[window]);
        }

        return sum;
    }

    /// <summary>The width at which windows * (additions to buckets + two additions a bucket) is least.</summary>
    internal static int Width(int count)
    {
        int best = MinimumWidth;
        for (int width = MinimumWidth + 1; width <= MaximumWidth; width++)
        {
            if (Cost(width) < Cost(best)) best = width;
        }

        return best;

        double Cost(int width) => (count + (1 << width)) / (double)width;
    }

    /// <summary>Digits of [-2^(width-1), 2^(width-1) - 1], window by window; zero for the identity, which has no affine coordinates.</summary>
    private static short[] Digits<TCurve>(
        ReadOnlySpan<GroupElement<TCurve>> elements, ReadOnlySpan<Scalar<TCurve>> scalars, int width, int windows)
        where TCurve : struct, ICurve
    {
        var digits = new short[windows * scalars.Length];
        Span<ulong> limbs = stackalloc ulong[4];
        for (int i = 0; i < scalars.Length; i++)
        {
            if (elements[i].IsIdentity) continue;
            scalars[i].WriteLimbs(limbs);
            int carry = 0;
            for (int window = 0; window < windows; window++)
            {
                int digit = ScalarBits.Window(limbs, window * width, width) + carry;
                carry = (digit + (1 << (width - 1))) >> width;
                digits[(window * scalars.Length) + i] = (short)(digit - (carry << width));
            }
        }

        return digits;
    }

    private static GroupElement<TCurve> SumWindow<TCurve>(AffinePoint<TCurve>[] points, ReadOnlySpan<short> digits, int width)
        where TCurve : struct, ICurve
    {
        var buckets = new GroupElement<TCurve>[1 << (width - 1)];
        Array.Fill(buckets, GroupElement<TCurve>.Identity);
        for (int i = 0; i < points.Length; i++)
        {
            int digit = digits[i];
            if (digit == 0) continue;
            ref GroupElement<TCurve> bucket = ref buckets[Math.Abs(digit) - 1];
            bucket = GroupElement<TCurve>.AddAffine(bucket, digit < 0 ? -points[i] : points[i]);
        }

        // The bucket of d enters the sum d times: once with every running sum from d down to 1.
        GroupElement<TCurve> running = GroupElement<TCurve>.Identity, sum = GroupElement<TCurve>.Identity;
        for (int i = buckets.Length - 1; i >= 0; i--)
        {
            running = GroupElement<TCurve>.Add(running, buckets[i]);
            sum = GroupElement<TCurve>.Add(sum, running);
        }

        return sum;
    }
}
