using System.Buffers;

namespace AuditNode.Zk.Groups;

/// <summary>Sums of products s_1 P_1 + ... + s_n P_n, faster than product by product. An empty sum is the identity.</summary>
public static class MultiScalarMultiplication
{
    // 128 tables of 8 points take 98 kB, which stays in the second-level cache; the doublings of a chunk cost as much as 3 points.
    private const int ChunkLength = 128;

    /// <summary>
    /// The sum in constant time for a given n, for secret scalars: Straus' method with signed four-bit windows, whose multiples are
    /// selected by masks, and complete additions. Memory is bounded: tables exist for 128 points at a time.
    /// </summary>
    /// <typeparam name="TCurve">The curve.</typeparam>
    /// <param name="elements">n elements.</param>
    /// <param name="scalars">n scalars, which may be secret.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="ArgumentException">There are not as many scalars as elements.</exception>
    public static GroupElement<TCurve> ConstantTime<TCurve>(ReadOnlySpan<GroupElement<TCurve>> elements, ReadOnlySpan<Scalar<TCurve>> scalars)
        where TCurve : struct, ICurve
    {
        RequireSameLength(elements, scalars);
        int chunk = Math.Min(ChunkLength, elements.Length);
        GroupElement<TCurve>[] tables = ArrayPool<GroupElement<TCurve>>.Shared.Rent(chunk * MultipleTable.Length);
        sbyte[] digits = ArrayPool<sbyte>.Shared.Rent(chunk * SignedDigits.Count);
        GroupElement<TCurve> sum = GroupElement<TCurve>.Identity;
        for (int start = 0; start < elements.Length; start += chunk)
        {
            int count = Math.Min(chunk, elements.Length - start);
            sum = GroupElement<TCurve>.Add(sum, Straus(elements.Slice(start, count), scalars.Slice(start, count), tables, digits));
        }

        ArrayPool<GroupElement<TCurve>>.Shared.Return(tables);
        ArrayPool<sbyte>.Shared.Return(digits, clearArray: true);
        return sum;
    }

    /// <summary>
    /// The sum for public inputs. The time and the memory accesses depend on elements and scalars: never pass secrets.
    /// </summary>
    /// <typeparam name="TCurve">The curve.</typeparam>
    /// <param name="elements">n elements.</param>
    /// <param name="scalars">n scalars.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="ArgumentException">There are not as many scalars as elements.</exception>
    public static GroupElement<TCurve> VariableTime<TCurve>(ReadOnlySpan<GroupElement<TCurve>> elements, ReadOnlySpan<Scalar<TCurve>> scalars)
        where TCurve : struct, ICurve => ConstantTime(elements, scalars);

    private static GroupElement<TCurve> Straus<TCurve>(
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

    private static void RequireSameLength<TCurve>(ReadOnlySpan<GroupElement<TCurve>> elements, ReadOnlySpan<Scalar<TCurve>> scalars)
        where TCurve : struct, ICurve
    {
        if (elements.Length != scalars.Length)
        {
            throw new ArgumentException($"There are {elements.Length} elements but {scalars.Length} scalars.", nameof(scalars));
        }
    }
}
