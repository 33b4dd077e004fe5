namespace AuditNode.Engine.Protocols;

/// <summary>What an operation costs of the budget in zero-concentrated differential privacy.</summary>
/// <param name="Mechanism">For instance <c>discrete-gaussian</c>.</param>
/// <param name="RhoUnits">Rho in units of 1e-12.</param>
/// <param name="NeighbouringRelation">For instance <c>replace-one</c>.</param>
public sealed record PrivacyCost(string Mechanism, UInt128 RhoUnits, string NeighbouringRelation);
