namespace AuditNode.Zk.Groups;

/// <summary>
/// Sums of few products in variable time: interleaved width-5 non-adjacent forms (Moeller, "Algorithms for multi-exponentiation",
/// 2001), in which about one digit in six is not zero.
/// </summary>
internal static class NonAdjacentFormMultiplication
{
    private const int Width = 5;

    /// <summary>Odd multiples P, 3P, ..., 15P.</summary>
    private const int TableLength = 1 << (Width - 2);

    /// <summary>The sum of products of public scalars.</summary>
    public static GroupElement<TCurve> Sum<TCurve>(ReadOnlySpan<GroupElement<TCurve>> elements, ReadOnlySpan<Scalar<TCurve>> scalars)
        where TCurve : struct, ICurve
    {
        var tables = new GroupElement<TCurve>[elements.Length * TableLength];
        var digits = new sbyte[elements.Length * ScalarBits.Count];
        for (int i = 0; i < elements.Length; i++)
        {
            FillOddMultiples(elements[i].Initialized, tables.AsSpan(i * TableLength, TableLength));
            WriteDigits(scalars[i], digits.AsSpan(i * ScalarBits.Count, ScalarBits.Count));
        }

        GroupElement<TCurve> sum = GroupElement<TCurve>.Identity;
        for (int bit = ScalarBits.Count - 1; bit >= 0; bit--)
        {
            sum = GroupElement<TCurve>.Double(sum);
            for (int i = 0; i < elements.Length; i++)
            {
                int digit = digits[(i * ScalarBits.Count) + bit];
                if (digit == 0) continue;
                GroupElement<TCurve> multiple = tables[(i * TableLength) + (Math.Abs(digit) >> 1)];
                sum = GroupElement<TCurve>.Add(sum, digit < 0 ? -multiple : multiple);
            }
        }

        return sum;
    }

    private static void FillOddMultiples<TCurve>(in GroupElement<TCurve> element, Span<GroupElement<TCurve>> table)
        where TCurve : struct, ICurve
    {
        GroupElement<TCurve> twice = GroupElement<TCurve>.Double(element);
        table[0] = element;
        for (int i = 1; i < table.Length; i++) table[i] = GroupElement<TCurve>.Add(table[i - 1], twice);
    }

    /// <summary>Digits that are zero or odd, at most 15 in absolute value, each followed by four zeros or more.</summary>
    private static void WriteDigits<TCurve>(in Scalar<TCurve> scalar, Span<sbyte> digits)
        where TCurve : struct, ICurve
    {
        Span<ulong> limbs = stackalloc ulong[4];
        scalar.WriteLimbs(limbs);
        int carry = 0;
        for (int bit = 0; bit < ScalarBits.Count;)
        {
            if (ScalarBits.Window(limbs, bit, 1) == carry)
            {
                bit++;
                continue;
            }

            int window = ScalarBits.Window(limbs, bit, Width) + carry;
            carry = window >> (Width - 1);
            digits[bit] = (sbyte)(window - (carry << Width));
            bit += Width;
        }
    }
}
