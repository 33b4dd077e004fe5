using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations.Gadgets;

namespace AuditNode.Records.Relations;

/// <summary>What the prover of a coordinate's move knows. Dispose overwrites it with zeros.</summary>
/// <param name="Dividend">Opening of 2^32 R.</param>
/// <param name="Divisor">Opening of N.</param>
/// <param name="Quotient">Opening of the quotient.</param>
/// <param name="Division">Remainder and bits.</param>
/// <param name="Excess">Bits of what the quotient is beyond the edge of the box; null for an exact move.</param>
internal sealed record DivisionSecrets(
    Opening<Bn254> Dividend, Opening<Bn254> Divisor, Opening<Bn254> Quotient, Division<Bn254> Division, BitDecomposition<Bn254>? Excess) : IDisposable
{
    public void Dispose()
    {
        Division.Dispose();
        Excess?.Dispose();
        Quotient.Dispose();
        Dividend.Dispose();
        Divisor.Dispose();
    }
}
