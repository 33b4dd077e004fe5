namespace AuditNode.Engine.Clustering;

/// <summary>The size of a round's noise: a standard deviation or the scale of a Laplace distribution, as the distribution has it.</summary>
/// <param name="Count">Of the noise of a count, in records.</param>
/// <param name="Sum">Of the noise of a sum, in records times features in [-1, 1].</param>
public readonly record struct NoiseScale(double Count, double Sum)
{
    /// <summary>The scale of several independent full shares together.</summary>
    /// <param name="shares">At least 1.</param>
    public NoiseScale WithShares(int shares)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shares, 1);
        return new NoiseScale(Count * Math.Sqrt(shares), Sum * Math.Sqrt(shares));
    }
}
