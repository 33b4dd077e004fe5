using System.Buffers;

namespace AuditNode.Zk.Groups;

/// <summary>
/// Straus' method in constant time: the doublings of a sum of products are shared, and every product adds one multiple of its point
/// for each signed four-bit digit of its scalar, selected by masks.
/// </summary>
internal static class StrausMultiplication
{
    // 128 tables of 8 points take 98 kB, which stays in the second-level cache; the doublings of a chunk cost as much as 3 points.
    private const int ChunkLength = 128;

    /// <summary>The sum of products, chunk by chunk, so that memory stays bounded.</summary>
    public static GroupElement<TCurve> Sum<TCurve>(ReadOnlySpan<GroupElement<TCurve>> elements, ReadOnlySpan<Scalar<TCurve>> scalars)
        where TCurve : struct, ICurve
    {
        int chunk = Math.Min(ChunkLength, elements.Length);
        GroupElement<TCurve>[] tables = ArrayPool<GroupElement<TCurve>>.Shared.Rent(chunk * MultipleTable.Length);
        sbyte[] digits = ArrayPool<sbyte>.Shared.Rent(chunk * SignedDigits.Count);
        GroupElement<TCurve> sum = GroupElement<TCurve>.Identity;
        for (int start = 0; start < elements.Length; start += chunk)
        {
            int count = Math.Min(chunk, elements.Length - start);
            sum = GroupElement<TCurve>.Add(sum, SumChunk(elements.Slice(start, count), scalars.Slice(start, count), tables, digits));
        }

        ArrayPool<GroupElement<TCurve>>.Shared.Return(tables);
        // Digits are as secret as the scalars.
        ArrayPool<sbyte>.Shared.Return(digits, clearArray: true);
        return sum;
    }

    private static GroupElement<TCurve> SumChunk<TCurve>(
        ReadOnlySpan<GroupElement<TCurve>> elements, ReadOnlySpan<Scalar<TCurve>> scalars, GroupElement<TCurve>[] tables, sbyte[] digits)
        where TCurve : struct, ICurve
    {
        for (int i = 0; i < elements.Length; i++)
        {
            MultipleTable.Fill(elements[i].Initialized, tables.AsSpan(i * MultipleTable.Length, MultipleTable.Length));
            SignedDigits.Write(scalars[i], digits.AsSpan(i * SignedDigits.Count, SignedDigits.Count));
        }

        GroupElement<TCurve> sum = GroupElement<TCurve>.Identity;
        for (int digit = SignedDigits.Count - 1; digit >= 0; digit--)
        {
            for (int bit = 0; bit < SignedDigits.Width; bit++) sum = GroupElement<TCurve>.Double(sum);
            for (int i = 0; i < elements.Length; i++)
            {
                ReadOnlySpan<GroupElement<TCurve>> table = tables.AsSpan(i * MultipleTable.Length, MultipleTable.Length);
                sum = GroupElement<TCurve>.Add(sum, MultipleTable.Select(table, digits[(i * SignedDigits.Count) + digit]));
            }
        }

        return sum;
    }
}
