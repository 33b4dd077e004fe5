using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Relations.Gadgets;

/// <summary>
/// mu is S / N, rounded up (mu * N = S + rem) or down (mu * N = S - rem), with 0 &lt;= rem &lt; N, for committed mu, N, S and rem.
/// </summary>
/// <remarks>
/// <para>
/// A product of two secrets is linear when one of them is a commitment that serves as a base. With C_x the commitment to x and sign + for
/// rounding up: (1) C_mu = mu * G + r_mu * H; (2) C_S + sign * C_rem = mu * C_N + t * H; (3) C_mu + 2^(m-1) * G holds a number of m bits;
/// (4) C_rem holds one of n bits; (5) C_N - C_rem - G holds one of n bits. The prover sets
/// t = r_S + sign * r_rem - mu * r_N.
/// </para>
/// <para>
/// Why that suffices. Unless the prover knows the discrete logarithm of H, every commitment has one opening that it can know. From (4)
/// rem is an integer in [0, 2^n). From (5) N - 1 - rem is one too, so the openings of C_N follow: N is an integer in [1, 2^(n+1)), and
/// rem &lt; N. From (1) and (3) mu is an integer in [-2^(m-1), 2^(m-1)). (2) says that C_S holds mu * N - sign * rem modulo the order.
/// With m and n at most 120 that integer is below 2^241 in absolute value, half the order being above 2^252, so there is no
/// wrap-around: S, read as a signed number, is that integer. Dividing by N gives mu - 1 &lt; S / N &lt;= mu (up) or
/// mu &lt;= S / N &lt; mu + 1 (down).
/// </para>
/// <para>
/// Without (3) a prover could choose any rem and take (S + rem) / N modulo the order for mu; without (5), any remainder up to 2^n.
/// </para>
/// <para>That S and N are the right sum and count is not shown here, but by whatever else binds C_S and C_N.</para>
/// </remarks>
public sealed class DivisionRelation<TCurve>
    where TCurve : struct, ICurve
{
    /// <summary>The most bits of quotient and remainder.</summary>
    public const int MaximumBits = 120;

    private readonly OpeningRelation<TCurve> _quotient;
    private readonly RangeRelation<TCurve> _quotientRange;
    private readonly RangeRelation<TCurve> _remainderRange;
    private readonly RangeRelation<TCurve> _complementRange;
    private readonly ScalarVariable<TCurve> _difference;

    private DivisionRelation(
        OpeningRelation<TCurve> quotient, RangeRelation<TCurve> quotientRange, RangeRelation<TCurve> remainderRange,
        RangeRelation<TCurve> complementRange, ScalarVariable<TCurve> difference)
    {
        _quotient = quotient;
        _quotientRange = quotientRange;
        _remainderRange = remainderRange;
        _complementRange = complementRange;
        _difference = difference;
    }

    /// <summary>Declares the equations.</summary>
    /// <param name="builder">The relation.</param>
    /// <param name="name">Prefix of all names.</param>
    /// <param name="bases">The generators.</param>
    /// <param name="statement">The commitments.</param>
    /// <exception cref="ProofParameterException">A number of bits is out of range, or a name is taken.</exception>
    public static DivisionRelation<TCurve> Declare(
        LinearRelationBuilder<TCurve> builder, string name, PedersenBases<TCurve> bases, DivisionStatement<TCurve> statement)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(bases);
        ArgumentNullException.ThrowIfNull(statement);
        int quotientBits = statement.QuotientBits.Length, remainderBits = statement.RemainderBits.Length;
        ThrowIfOutOfRange(quotientBits, remainderBits);
        if (statement.ComplementBits.Length != remainderBits)
            throw new ProofParameterException(nameof(statement), "Remainder and complement must have the same number of bits.");
        ElementVariable<TCurve> dividend = builder.AllocateElement($"{name}.dividend", statement.Dividend.Element);
        ElementVariable<TCurve> divisor = builder.AllocateElement($"{name}.divisor", statement.Divisor.Element);
        ElementVariable<TCurve> remainder = builder.AllocateElement($"{name}.remainder", statement.Remainder.Element);
        OpeningRelation<TCurve> quotient = OpeningRelation<TCurve>.Declare(builder, $"{name}.quotient", bases, statement.Quotient);
        ScalarVariable<TCurve> difference = builder.AllocateScalar($"{name}.difference");
        builder.AddEquation(
            [dividend, Sign(statement.Rounding) * remainder], [quotient.Value * divisor, difference * bases.Blinding]);
        RangeRelation<TCurve> quotientRange = RangeRelation<TCurve>.Declare(
            builder, $"{name}.quotient", bases, [quotient.Commitment, QuotientOffset(quotientBits) * bases.Value], statement.QuotientBits);
        RangeRelation<TCurve> remainderRange =
            RangeRelation<TCurve>.Declare(builder, $"{name}.remainder", bases, [remainder], statement.RemainderBits);
        RangeRelation<TCurve> complementRange = RangeRelation<TCurve>.Declare(
            builder, $"{name}.complement", bases, [divisor, -remainder, -bases.Value], statement.ComplementBits);
        return new DivisionRelation<TCurve>(quotient, quotientRange, remainderRange, complementRange, difference);
    }

    /// <summary>Assigns all secrets.</summary>
    /// <param name="witness">A witness of the relation.</param>
    /// <param name="division">The secrets.</param>
    public void Assign(Witness<TCurve> witness, Division<TCurve> division)
    {
        ArgumentNullException.ThrowIfNull(witness);
        ArgumentNullException.ThrowIfNull(division);
        _quotient.Assign(witness, division.Quotient);
        Scalar<TCurve> remainderBlinding = division.Remainder.Blinding, divisorBlinding = division.Divisor.Blinding;
        witness.Assign(
            _difference,
            division.Dividend.Blinding + (Sign(division.Statement.Rounding) * remainderBlinding)
                - (division.Quotient.Value * divisorBlinding));
        _quotientRange.Assign(witness, division.Quotient.Blinding, division.QuotientBits);
        _remainderRange.Assign(witness, remainderBlinding, division.RemainderBits);
        _complementRange.Assign(witness, divisorBlinding - remainderBlinding, division.ComplementBits);
    }

    /// <summary>1 for rounding up, -1 for rounding down.</summary>
    internal static Scalar<TCurve> Sign(DivisionRounding rounding) => rounding switch
    {
        DivisionRounding.Up => Scalar<TCurve>.One,
        DivisionRounding.Down => -Scalar<TCurve>.One,
        _ => throw new ProofParameterException(nameof(rounding), $"{(int)rounding} is no rounding; use Up or Down."),
    };

    /// <summary>2^(bits - 1): makes quotients of either sign numbers that are not negative.</summary>
    internal static Scalar<TCurve> QuotientOffset(int bits)
    {
        Scalar<TCurve> power = Scalar<TCurve>.One;
        for (int i = 1; i < bits; i++) power += power;
        return power;
    }

    internal static void ThrowIfOutOfRange(int quotientBits, int remainderBits)
    {
        ProofParameterException.ThrowIfOutside(quotientBits, 1, MaximumBits, nameof(quotientBits));
        ProofParameterException.ThrowIfOutside(remainderBits, 1, MaximumBits, nameof(remainderBits));
    }
}
