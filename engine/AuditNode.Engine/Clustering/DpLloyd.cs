namespace AuditNode.Engine.Clustering;

/// <summary>
/// The noise of DPLloyd: counts and plain sums get Laplace noise, every round the same part of epsilon. It gives (epsilon, 0)-differential
/// privacy.
/// </summary>
/// <remarks>
/// A. Blum, C. Dwork, F. McSherry and K. Nissim, PODS 2005; D. Su, J. Cao, N. Li, E. Bertino and H. Jin, CODASPY 2016, section 2.2: one record
/// adds at most 1 to one count and d to the magnitudes of its sums, so the L1 sensitivity for adding or removing a record is d + 1, and twice
/// that for replacing one.
/// </remarks>
/// <param name="epsilon">For all rounds together, above 0.</param>
/// <param name="rounds">T, at least 1; the paper's choice is 5.</param>
/// <param name="features">d.</param>
/// <param name="laplace">Draws from the Laplace distribution of a scale.</param>
public sealed class DpLloyd(double epsilon, int rounds, int features, Func<double, double> laplace) : IRoundNoise
{
    private readonly double _scale = epsilon > 0 && rounds >= 1 && features >= 1
        ? 2.0 * (features + 1) * rounds / epsilon
        : throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "epsilon must be above 0, and there must be at least one round and one feature.");

    /// <inheritdoc/>
    public bool IsRelative => false;

    /// <inheritdoc/>
    public NoiseScale Scale(int round, Centroids centroids) => new(_scale, _scale);

    /// <inheritdoc/>
    public double Draw(double scale) => laplace(scale);
}
