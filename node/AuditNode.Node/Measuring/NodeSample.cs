using AuditNode.Node.Anchoring;
using AuditNode.Node.Api;

namespace AuditNode.Node.Measuring;

/// <summary>What is asked for at intervals, since no event tells it.</summary>
/// <param name="At">When.</param>
/// <param name="Anchoring">Where records are, and how the chain behaves.</param>
/// <param name="Budgets">Privacy accounts, as far as the chain could be read.</param>
internal sealed record NodeSample(DateTimeOffset At, AnchorStatus Anchoring, IReadOnlyList<BudgetView> Budgets);
