using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Relations.Gadgets;

/// <summary>
/// The secrets of a division S / N = mu that the prover adds to the openings of S, N and mu: the remainder, and bits. Dispose overwrites
/// them with zeros; the openings stay with their owner.
/// </summary>
public sealed class Division<TCurve> : IDisposable
    where TCurve : struct, ICurve
{
    private Division(
        DivisionStatement<TCurve> statement, Opening<TCurve> dividend, Opening<TCurve> divisor, Opening<TCurve> quotient,
        Opening<TCurve> remainder, BitDecomposition<TCurve> quotientBits, BitDecomposition<TCurve> remainderBits,
        BitDecomposition<TCurve> complementBits)
    {
        Statement = statement;
        Dividend = dividend;
        Divisor = divisor;
        Quotient = quotient;
        Remainder = remainder;
        QuotientBits = quotientBits;
        RemainderBits = remainderBits;
        ComplementBits = complementBits;
    }

    /// <summary>The public part.</summary>
    public DivisionStatement<TCurve> Statement { get; }

    internal Opening<TCurve> Dividend { get; }

    internal Opening<TCurve> Divisor { get; }

    internal Opening<TCurve> Quotient { get; }

    internal Opening<TCurve> Remainder { get; }

    internal BitDecomposition<TCurve> QuotientBits { get; }

    internal BitDecomposition<TCurve> RemainderBits { get; }

    internal BitDecomposition<TCurve> ComplementBits { get; }

    /// <summary>Computes the remainder and commits to it and to all bits. Constant time for all correct divisions.</summary>
    /// <param name="parameters">The generators.</param>
    /// <param name="rounding">How mu was rounded.</param>
    /// <param name="dividend">Opening of S; negative numbers are counted back from the order.</param>
    /// <param name="divisor">Opening of N, which is positive.</param>
    /// <param name="quotient">Opening of mu.</param>
    /// <param name="quotientBits">m, 1 to 120: mu lies in [-2^(m-1), 2^(m-1)).</param>
    /// <param name="remainderBits">n, 1 to 120: N is 2^n at most.</param>
    /// <exception cref="ProofParameterException">
    /// A number of bits is out of range, mu is out of its range, or mu is not S / N rounded as said.
    /// </exception>
    public static Division<TCurve> Create(
        PedersenParameters<TCurve> parameters, DivisionRounding rounding, Opening<TCurve> dividend, Opening<TCurve> divisor,
        Opening<TCurve> quotient, int quotientBits, int remainderBits)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(dividend);
        ArgumentNullException.ThrowIfNull(divisor);
        ArgumentNullException.ThrowIfNull(quotient);
        DivisionRelation<TCurve>.ThrowIfOutOfRange(quotientBits, remainderBits);
        Scalar<TCurve> product = quotient.Value * divisor.Value;
        Scalar<TCurve> remainder = DivisionRelation<TCurve>.Sign(rounding) * (product - dividend.Value);
        Scalar<TCurve> complement = divisor.Value - Scalar<TCurve>.One - remainder;
        Opening<TCurve> remainderOpening = Opening<TCurve>.Create(remainder);
        BitDecomposition<TCurve> ofQuotient =
            Decompose(parameters, quotient.Value + DivisionRelation<TCurve>.QuotientOffset(quotientBits), quotientBits, nameof(quotient));
        BitDecomposition<TCurve> ofRemainder = Decompose(parameters, remainder, remainderBits, "remainder");
        BitDecomposition<TCurve> ofComplement = Decompose(parameters, complement, remainderBits, "remainder");
        var statement = new DivisionStatement<TCurve>(
            rounding, dividend.Commit(parameters), divisor.Commit(parameters), quotient.Commit(parameters),
            remainderOpening.Commit(parameters), ofQuotient.Commitments, ofRemainder.Commitments, ofComplement.Commitments);
        return new Division<TCurve>(statement, dividend, divisor, quotient, remainderOpening, ofQuotient, ofRemainder, ofComplement);
    }

    /// <summary>Overwrites remainder and bits with zeros.</summary>
    public void Dispose()
    {
        Remainder.Dispose();
        QuotientBits.Dispose();
        RemainderBits.Dispose();
        ComplementBits.Dispose();
    }

    private static BitDecomposition<TCurve> Decompose(
        PedersenParameters<TCurve> parameters, in Scalar<TCurve> value, int bits, string field)
    {
        try
        {
            return BitDecomposition<TCurve>.Create(parameters, value, bits);
        }
        catch (ProofParameterException outOfRange) when (outOfRange.Field == nameof(value))
        {
            throw new ProofParameterException(
                field,
                $"The {field} does not fit: the quotient must be S / N rounded as said, and in range for {bits} bits. Check S, N and mu.");
        }
    }
}
