using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AuditNode.Zk.Fields;

namespace AuditNode.Zk.Groups;

/// <summary>The multiples P, 2P, ..., 8P of a point, from which digits of [-8, 8] are looked up in constant time.</summary>
internal static class MultipleTable
{
    /// <summary>Points of a table.</summary>
    public const int Length = SignedDigits.Bound;

    /// <summary>Fills a table with the multiples of an initialised point.</summary>
    public static void Fill<TCurve>(in GroupElement<TCurve> point, Span<GroupElement<TCurve>> table)
        where TCurve : struct, ICurve
    {
        table[0] = point;
        for (int i = 1; i < Length; i++)
        {
            // (i + 1)P, where i + 1 is even every other time.
            table[i] = (i & 1) != 0 ? GroupElement<TCurve>.Double(table[i >> 1]) : GroupElement<TCurve>.Add(table[i - 1], point);
        }
    }

    /// <summary>digit * P. Reads every entry and keeps one by masks, so that neither time nor addresses depend on the digit.</summary>
    public static GroupElement<TCurve> Select<TCurve>(ReadOnlySpan<GroupElement<TCurve>> table, int digit)
        where TCurve : struct, ICurve
    {
        int sign = digit >> 31;
        Vector256<ulong> magnitude = Vector256.Create((ulong)((digit ^ sign) - sign));
        GroupElement<TCurve> selected = GroupElement<TCurve>.Identity;

        // A point is three field elements of 256 bits.
        Span<Vector256<ulong>> parts = MemoryMarshal.Cast<GroupElement<TCurve>, Vector256<ulong>>(MemoryMarshal.CreateSpan(ref selected, 1));
        ReadOnlySpan<Vector256<ulong>> entries = MemoryMarshal.Cast<GroupElement<TCurve>, Vector256<ulong>>(table[..Length]);
        Vector256<ulong> x = parts[0], y = parts[1], z = parts[2];
        for (int i = 0; i < Length; i++)
        {
            Vector256<ulong> mask = Vector256.Equals(magnitude, Vector256.Create((ulong)(i + 1)));
            x = Vector256.ConditionalSelect(mask, entries[3 * i], x);
            y = Vector256.ConditionalSelect(mask, entries[(3 * i) + 1], y);
            z = Vector256.ConditionalSelect(mask, entries[(3 * i) + 2], z);
        }

        (parts[0], parts[1], parts[2]) = (x, y, z);
        FieldElement<BaseField<TCurve>> signedY = FieldElement<BaseField<TCurve>>.Select((ulong)(long)sign, -selected.Y, selected.Y);
        return new GroupElement<TCurve>(selected.X, signedY, selected.Z);
    }
}
