namespace AuditNode.Engine.Privacy;

/// <summary>A release was refused before anything left, because it would spend more than what remains of a budget.</summary>
/// <param name="charge">Name of the release.</param>
/// <param name="requested">What it costs.</param>
/// <param name="remaining">What remains.</param>
public sealed class PrivacyBudgetExceededException(string charge, Rho requested, Rho remaining)
    : InvalidOperationException(
        $"Release \"{charge}\" costs rho = {requested}, the budget has {remaining} left. "
        + "Nothing was released; end the job, or agree on more noise or a new budget.")
{
    /// <summary>Name of the release.</summary>
    public string Charge { get; } = charge;

    /// <summary>What it costs.</summary>
    public Rho Requested { get; } = requested;

    /// <summary>What remains.</summary>
    public Rho Remaining { get; } = remaining;
}
