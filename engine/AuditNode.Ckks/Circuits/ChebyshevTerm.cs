namespace AuditNode.Ckks.Circuits;

/// <summary>A scalar multiple of a basis element: Coefficient * T_BasisIndex, a constant where the index is 0.</summary>
/// <param name="BasisIndex">The index of the Chebyshev polynomial, from 0.</param>
/// <param name="Coefficient">The scalar, not zero.</param>
public readonly record struct ChebyshevTerm(int BasisIndex, double Coefficient);
