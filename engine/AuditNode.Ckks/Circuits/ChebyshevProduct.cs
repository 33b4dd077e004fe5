namespace AuditNode.Ckks.Circuits;

/// <summary>A product of two ciphertexts: T_PowerIndex times the value of another node.</summary>
/// <param name="PowerIndex">A power of two, at least 2.</param>
/// <param name="Quotient">The node of the other factor, of positive degree and one less depth than the node of the product.</param>
public readonly record struct ChebyshevProduct(int PowerIndex, ChebyshevNode Quotient);
