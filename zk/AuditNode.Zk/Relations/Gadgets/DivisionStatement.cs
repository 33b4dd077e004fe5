using System.Collections.Immutable;
using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Relations.Gadgets;

/// <summary>The public part of a division S / N = mu: commitments only.</summary>
/// <param name="Rounding">How mu is rounded.</param>
/// <param name="Dividend">Commitment to S.</param>
/// <param name="Divisor">Commitment to N.</param>
/// <param name="Quotient">Commitment to mu.</param>
/// <param name="Remainder">Commitment to rem.</param>
/// <param name="QuotientBits">Commitments to the bits of mu + 2^(m - 1), least significant first: m of them.</param>
/// <param name="RemainderBits">Commitments to the bits of rem: n of them.</param>
/// <param name="ComplementBits">Commitments to the bits of N - 1 - rem: n of them.</param>
public sealed record DivisionStatement<TCurve>(
    DivisionRounding Rounding, Commitment<TCurve> Dividend, Commitment<TCurve> Divisor, Commitment<TCurve> Quotient,
    Commitment<TCurve> Remainder, ImmutableArray<Commitment<TCurve>> QuotientBits, ImmutableArray<Commitment<TCurve>> RemainderBits,
    ImmutableArray<Commitment<TCurve>> ComplementBits)
    where TCurve : struct, ICurve;
