using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Protocols;

/// <summary>What an operation costs of the budget in zero-concentrated differential privacy.</summary>
/// <param name="Mechanism">For instance <c>discrete-gaussian</c>.</param>
/// <param name="Rho">What it is charged.</param>
/// <param name="Relation">The datasets between which it is bounded.</param>
public sealed record PrivacyCost(string Mechanism, Rho Rho, NeighbouringRelation Relation);
