namespace AuditNode.Zk.Groups;

/// <summary>
/// A base with a table of its multiples, for many products with scalars: 65 additions each and no doubling, in constant time.
/// </summary>
/// <typeparam name="TCurve">The curve.</typeparam>
/// <remarks>The table holds d * 16^i * base for d = 1..8 and i = 0..64: 520 points, about 50 kB.</remarks>
public sealed class FixedBase<TCurve>
    where TCurve : struct, ICurve
{
    private static readonly Lazy<FixedBase<TCurve>> s_generator = new(() => new FixedBase<TCurve>(GroupElement<TCurve>.Generator));

    private readonly GroupElement<TCurve>[] _multiples;

    /// <summary>Makes the table.</summary>
    /// <param name="element">The base.</param>
    public FixedBase(in GroupElement<TCurve> element)
    {
        Element = element;
        _multiples = new GroupElement<TCurve>[SignedDigits.Count * MultipleTable.Length];
        GroupElement<TCurve> power = element.Initialized;
        for (int i = 0; i < SignedDigits.Count; i++)
        {
            Span<GroupElement<TCurve>> table = _multiples.AsSpan(i * MultipleTable.Length, MultipleTable.Length);
            MultipleTable.Fill(power, table);
            power = GroupElement<TCurve>.Double(table[^1]);
        }
    }

    /// <summary>The standard generator with its table, which is made on first use.</summary>
    public static FixedBase<TCurve> Generator => s_generator.Value;

    /// <summary>The base.</summary>
    public GroupElement<TCurve> Element { get; }

    /// <summary>The base times a scalar, in constant time: every entry of the table is read, and additions are complete.</summary>
    /// <param name="scalar">The scalar, which may be secret.</param>
    /// <returns>The product.</returns>
    public GroupElement<TCurve> Multiply(in Scalar<TCurve> scalar)
    {
        Span<sbyte> digits = stackalloc sbyte[SignedDigits.Count];
        SignedDigits.Write(scalar, digits);
        GroupElement<TCurve> sum = GroupElement<TCurve>.Identity;
        for (int i = 0; i < SignedDigits.Count; i++)
        {
            ReadOnlySpan<GroupElement<TCurve>> table = _multiples.AsSpan(i * MultipleTable.Length, MultipleTable.Length);
            sum = GroupElement<TCurve>.Add(sum, MultipleTable.Select(table, digits[i]));
        }

        digits.Clear();
        return sum;
    }
}
