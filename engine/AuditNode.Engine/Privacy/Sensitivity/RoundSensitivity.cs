using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Privacy;

/// <summary>
/// A proven bound of how far the release of a round moves, in L2 norm, when one record is replaced by another. The release is the vector of
/// all a N_i and R_if: counts N_i = sum over x of w_i(x), times a weight a, and relative sums R_if = sum over x of w_i(x) (x_f - c_if).
/// It depends on the public centroids and the polynomial only. Proof: docs/privacy.md.
/// </summary>
/// <param name="Sensitivity">The bound, in units of the features.</param>
/// <param name="CountWeight">a.</param>
/// <param name="Method">How it was found.</param>
/// <param name="CoveringRadius">A bound of the distance of a point of the box to its nearest centroid.</param>
/// <param name="Attained">A value of the bound's function found at a point: the supremum is between both.</param>
public sealed record RoundSensitivity(double Sensitivity, double CountWeight, SensitivityMethod Method, double CoveringRadius, double Attained)
{
    /// <summary>Bounds the sensitivity of a round.</summary>
    /// <param name="centroids">The public centroids.</param>
    /// <param name="polynomial">The polynomial in the place of sign.</param>
    /// <param name="countWeight">a, from 1e-6 to 1e6.</param>
    /// <param name="options">Effort.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static RoundSensitivity Bound(Centroids centroids, AssignmentPolynomial polynomial, double countWeight, SensitivityOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(centroids);
        ArgumentNullException.ThrowIfNull(polynomial);
        options ??= SensitivityOptions.Default;
        options.Check();
        if (!(countWeight is >= 1e-6 and <= 1e6))
            throw new ArgumentOutOfRangeException(nameof(countWeight), countWeight, "The weight of counts must be from 1e-6 to 1e6.");
        var box = new BoxSearch(centroids, polynomial, countWeight, options);
        return box.Run();
    }
}
