namespace AuditNode.Engine.Clustering;

/// <summary>Gaussian noise whose deviations somebody else computes: from a composition theorem, or from a sensitivity and a round's rho.</summary>
/// <param name="isRelative">Whether the released sums are relative to the centroids.</param>
/// <param name="scale">The deviations of a round, from its number and the centroids before it.</param>
/// <param name="gaussian">Draws from the Gaussian distribution of a deviation.</param>
public sealed class GaussianRounds(bool isRelative, Func<int, Centroids, NoiseScale> scale, Func<double, double> gaussian) : IRoundNoise
{
    /// <inheritdoc/>
    public bool IsRelative => isRelative;

    /// <inheritdoc/>
    public NoiseScale Scale(int round, Centroids centroids) => scale(round, centroids);

    /// <inheritdoc/>
    public double Draw(double deviation) => gaussian(deviation);

    /// <summary>Deviations for plain sums under zCDP: the joint vector (a N, S) of a record in the box has norm sqrt(a^2 + d), so a = sqrt(d)
    /// and replacing a record moves it by at most 2 sqrt(d).</summary>
    /// <param name="features">d.</param>
    /// <param name="rho">The round's rho, above 0.</param>
    public static NoiseScale PlainSums(int features, double rho) => Joint(2 * Math.Sqrt(features), Math.Sqrt(features), rho);

    /// <summary>Deviations for the joint vector (a N, R): sum deviation s / sqrt(2 rho), count deviation 1 / a of it.</summary>
    /// <param name="sensitivity">s, the L2 sensitivity of the joint vector.</param>
    /// <param name="countWeight">a, above 0.</param>
    /// <param name="rho">The round's rho, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not above 0.</exception>
    public static NoiseScale Joint(double sensitivity, double countWeight, double rho)
    {
        if (!(sensitivity > 0)) throw new ArgumentOutOfRangeException(nameof(sensitivity), sensitivity, "Must be above 0.");
        if (!(countWeight > 0)) throw new ArgumentOutOfRangeException(nameof(countWeight), countWeight, "Must be above 0.");
        if (!(rho > 0)) throw new ArgumentOutOfRangeException(nameof(rho), rho, "Must be above 0.");
        double deviation = sensitivity / Math.Sqrt(2 * rho);
        return new NoiseScale(deviation / countWeight, deviation);
    }
}
