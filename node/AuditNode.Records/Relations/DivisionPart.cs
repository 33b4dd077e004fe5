using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations;
using AuditNode.Zk.Relations.Gadgets;

namespace AuditNode.Records.Relations;

/// <summary>
/// A coordinate moved by floor(2^32 R / N), for committed R and N: the division, and that the quotient is the public difference, or beyond the
/// edge of the box where the coordinate lies on it.
/// </summary>
/// <param name="name">The part's name.</param>
/// <param name="move">How the coordinate moved.</param>
/// <param name="difference">By how much, in units of 2^-32.</param>
/// <param name="statement">The division.</param>
/// <param name="excess">Commitments to the bits of what the quotient is beyond the difference; none for an exact move.</param>
/// <param name="secrets">What the prover knows; null for a verifier.</param>
internal sealed class DivisionPart(
    string name, CentroidMove move, long difference, DivisionStatement<Bn254> statement, IReadOnlyList<Commitment<Bn254>> excess,
    DivisionSecrets? secrets = null) : RelationPart(name)
{
    /// <summary>Bits of an exact quotient: differences lie in [-2^33, 2^33].</summary>
    public const int ExactQuotientBits = 35;

    /// <summary>Bits of a quotient that was clipped, and of what it is beyond the edge.</summary>
    public const int ClippedQuotientBits = DivisionRelation<Bn254>.MaximumBits;

    /// <summary>Quotient, remainder, and the bits of quotient, remainder, complement and excess.</summary>
    public override IReadOnlyList<Commitment<Bn254>> Auxiliaries =>
        [statement.Quotient, statement.Remainder, .. statement.QuotientBits, .. statement.RemainderBits, .. statement.ComplementBits, .. excess];

    public static int QuotientBits(CentroidMove move) => move == CentroidMove.Exact ? ExactQuotientBits : ClippedQuotientBits;

    /// <summary>The part as a verifier has it, whose commitments come from an artifact.</summary>
    /// <exception cref="RecordFormatException">There are not as many commitments as the move needs.</exception>
    public static DivisionPart Read(
        string name, CentroidMove move, long difference, Commitment<Bn254> dividend, Commitment<Bn254> divisor, RelationProofSection section)
    {
        int quotientBits = QuotientBits(move), excessBits = move == CentroidMove.Exact ? 0 : ClippedQuotientBits;
        int remainderBits = (section.Auxiliaries.Length - 2 - quotientBits - excessBits) / 2;
        if (remainderBits is < 1 or > DivisionRelation<Bn254>.MaximumBits || section.Auxiliaries.Length != 2 + quotientBits + (2 * remainderBits) + excessBits)
        {
            throw new RecordFormatException(
                $"{RelationProof.ArtifactName}.{name}",
                $"It has {section.Auxiliaries.Length} auxiliary commitments; there must be 2, {quotientBits + excessBits}, and twice 1 to {DivisionRelation<Bn254>.MaximumBits}.");
        }

        var statement = new DivisionStatement<Bn254>(
            DivisionRounding.Down, dividend, divisor, section.Auxiliaries[0], section.Auxiliaries[1],
            section.Auxiliaries[2..(2 + quotientBits)],
            section.Auxiliaries[(2 + quotientBits)..(2 + quotientBits + remainderBits)],
            section.Auxiliaries[(2 + quotientBits + remainderBits)..(2 + quotientBits + (2 * remainderBits))]);
        return new DivisionPart(name, move, difference, statement, section.Auxiliaries[(2 + quotientBits + (2 * remainderBits))..]);
    }

    public override Action<Witness<Bn254>>? Declare(LinearRelationBuilder<Bn254> builder, PedersenBases<Bn254> bases)
    {
        DivisionRelation<Bn254> division = DivisionRelation<Bn254>.Declare(builder, Name, bases, statement);
        ElementVariable<Bn254> quotient = builder.AllocateElement($"{Name}.quotient", statement.Quotient.Element);
        Scalar<Bn254> offset = SignedScalar.FromInt64<Bn254>(difference);
        if (move == CentroidMove.Exact)
        {
            ImageTerm<Bn254>[] exact = difference == 0 ? [quotient] : [quotient, -(offset * bases.Value)];
            LinearCombinationRelation<Bn254> equality = LinearCombinationRelation<Bn254>.Declare(builder, $"{Name}.move", bases, exact);
            return secrets is null ? null : witness =>
            {
                division.Assign(witness, secrets.Division);
                equality.Assign(witness, secrets.Quotient.Blinding);
            };
        }

        // Above the edge the quotient is the difference or more, below it the difference or less.
        ImageTerm<Bn254>[] beyond = move == CentroidMove.ClippedAbove ? [quotient, -(offset * bases.Value)] : [-quotient, offset * bases.Value];
        RangeRelation<Bn254> range = RangeRelation<Bn254>.Declare(builder, $"{Name}.excess", bases, beyond, excess);
        return secrets is null ? null : witness =>
        {
            division.Assign(witness, secrets.Division);
            Scalar<Bn254> blinding = secrets.Quotient.Blinding;
            range.Assign(witness, move == CentroidMove.ClippedAbove ? blinding : -blinding, secrets.Excess!);
        };
    }
}
