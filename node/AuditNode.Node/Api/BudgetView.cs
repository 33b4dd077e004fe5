namespace AuditNode.Node.Api;

/// <summary>The privacy account of a data set, in rho of zCDP in units of 1e-12.</summary>
/// <param name="Dataset">The institution's name for it.</param>
/// <param name="Account">Its identifier on the chain.</param>
/// <param name="Opened">Whether the account is open; privacy open or the first consent to a job opens it.</param>
/// <param name="Cap">The most that may ever be spent.</param>
/// <param name="Spent">What is spent.</param>
/// <param name="Remaining">What is left.</param>
public sealed record BudgetView(string Dataset, string Account, bool Opened, string Cap, string Spent, string Remaining);

/// <summary>What a change of an account came to.</summary>
/// <param name="Budget">The account as it is now.</param>
/// <param name="Transaction">The transaction; absent where nothing was left to do.</param>
public sealed record BudgetChange(BudgetView Budget, string? Transaction);
