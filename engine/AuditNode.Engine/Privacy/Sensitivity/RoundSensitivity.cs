using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Privacy;

/// <summary>
/// A proven bound of how far the release of a round moves, in L2 norm, when one record is replaced by another. The release is the vector of
/// all alpha_i N_i and beta_i R_if: counts N_i = sum over x of w_i(x) and relative sums R_if = sum over x of w_i(x) (x_f - c_if), weighted.
/// It depends on the public centroids and the polynomial only. Proof: docs/privacy.md.
/// </summary>
/// <param name="Sensitivity">The bound.</param>
/// <param name="Weights">alpha and beta.</param>
/// <param name="Method">How it was found.</param>
/// <param name="CoveringRadius">A bound of the distance of a point of the box to its nearest centroid.</param>
/// <param name="Attained">The distance between two records that were found, to about four digits; 0 where none were looked for.</param>
public sealed record RoundSensitivity(double Sensitivity, ReleaseWeights Weights, SensitivityMethod Method, double CoveringRadius, double Attained)
{
    /// <summary>Bounds the sensitivity of a round with weights that suit its centroids.</summary>
    /// <param name="centroids">The public centroids.</param>
    /// <param name="polynomial">The polynomial in the place of sign.</param>
    /// <param name="options">Effort.</param>
    public static RoundSensitivity Bound(Centroids centroids, AssignmentPolynomial polynomial, SensitivityOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(centroids);
        options ??= SensitivityOptions.Default;
        CellRadii cells = CellRadii.Measure(centroids);
        ReleaseWeights weights = IsSearched(centroids, options) ? ReleaseWeights.Balanced(cells) : DomainSensitivity.Weights(centroids);
        return Bound(centroids, polynomial, weights, options);
    }

    /// <summary>Bounds the sensitivity of a round where all counts have one weight and all sums the weight 1.</summary>
    /// <param name="centroids">The public centroids.</param>
    /// <param name="polynomial">The polynomial in the place of sign.</param>
    /// <param name="countWeight">a, from 1e-6 to 1e6.</param>
    /// <param name="options">Effort.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static RoundSensitivity Bound(
        Centroids centroids, AssignmentPolynomial polynomial, double countWeight, SensitivityOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(centroids);
        return Bound(centroids, polynomial, ReleaseWeights.Uniform(centroids.ClusterCount, countWeight), options);
    }

    /// <summary>Bounds the sensitivity of a round.</summary>
    /// <param name="centroids">The public centroids.</param>
    /// <param name="polynomial">The polynomial in the place of sign.</param>
    /// <param name="weights">Weights of all k clusters.</param>
    /// <param name="options">Effort.</param>
    /// <exception cref="ArgumentException">The number of weights is not k.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static RoundSensitivity Bound(
        Centroids centroids, AssignmentPolynomial polynomial, ReleaseWeights weights, SensitivityOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(centroids);
        ArgumentNullException.ThrowIfNull(polynomial);
        ArgumentNullException.ThrowIfNull(weights);
        options ??= SensitivityOptions.Default;
        options.Check();
        if (weights.ClusterCount != centroids.ClusterCount)
            throw new ArgumentException($"There are weights of {weights.ClusterCount} clusters, but {centroids.ClusterCount} centroids.", nameof(weights));

        double radius = CellRadii.Measure(centroids).CoveringRadius;
        double domain = DomainSensitivity.Square(centroids, weights);
        if (!IsSearched(centroids, options)) return new RoundSensitivity(Root(domain), weights, SensitivityMethod.Domain, radius, 0);
        (double bound, double attained) = new PairSearch(centroids, polynomial, weights, options).Run();
        return bound < domain
            ? new RoundSensitivity(Root(bound), weights, SensitivityMethod.BranchAndBound, radius, Math.Sqrt(attained))
            : new RoundSensitivity(Root(domain), weights, SensitivityMethod.Domain, radius, Math.Sqrt(attained));
    }

    /// <summary>
    /// The sensitivity of counts, weighted, and plain sums of w_i(x) x, whatever the centroids and the polynomial: for comparison with relative sums.
    /// </summary>
    /// <param name="clusters">k, at least 2.</param>
    /// <param name="features">d, at least 1.</param>
    /// <param name="countWeight">Weight of every count, from 1e-6 to 1e6; a sum's is 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static RoundSensitivity OfPlainSums(int clusters, int features, double countWeight)
    {
        // Plain sums are relative to centroids that are all in the middle of the box.
        var middle = new Centroids(clusters, features, new long[clusters * features]);
        ReleaseWeights weights = ReleaseWeights.Uniform(clusters, countWeight);
        return new RoundSensitivity(Root(DomainSensitivity.Square(middle, weights)), weights, SensitivityMethod.Domain, Root(features), 0);
    }

    private static bool IsSearched(Centroids centroids, SensitivityOptions options) =>
        centroids.FeatureCount <= options.MaximumSearchFeatures && options.MaximumWork > 0;

    private static double Root(double square) => Math.Sqrt(square) * (1 + BoxEnclosure.Rounding);
}
