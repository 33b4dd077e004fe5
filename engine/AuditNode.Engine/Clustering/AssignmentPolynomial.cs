using AuditNode.Ckks.Circuits;

namespace AuditNode.Engine.Clustering;

/// <summary>
/// The odd polynomial f in the place of sign: p = (1 + f(y)) / 2 is the weight with which a record prefers the first of two centroids. It is
/// scaled so that |f| &lt;= 1 on [-1, 1], hence 0 &lt;= p &lt;= 1, on which the proof of sensitivity rests.
/// </summary>
public sealed class AssignmentPolynomial
{
    private const int FewClusters = 8;

    private AssignmentPolynomial(int degree, double gap, ChebyshevSeries series)
    {
        Degree = degree;
        Gap = gap;
        Series = series;
    }

    /// <summary>Odd degree.</summary>
    public int Degree { get; }

    /// <summary>|y| from which on f is close to 1.</summary>
    public double Gap { get; }

    /// <summary>f as a Chebyshev series on [-1, 1].</summary>
    public ChebyshevSeries Series { get; }

    /// <summary>The minimax approximation of sign divided by its largest magnitude.</summary>
    /// <param name="degree">Odd, 3 to 63.</param>
    /// <param name="gap">From 1/1024 to 1/2.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static AssignmentPolynomial Create(int degree, double gap)
    {
        if (degree is < 3 or > SignApproximation.MaximumDegree || (degree & 1) == 0)
            throw new ArgumentOutOfRangeException(nameof(degree), degree, $"Must be odd, from 3 to {SignApproximation.MaximumDegree}.");
        SignApproximation sign = SignApproximation.Minimax(degree, gap);
        // The margin covers the rounding of the quotients: their sum is off by less than (degree + 1) 2^-53.
        double bound = sign.Overshoot * (1 + Math.ScaleB(1, -40));
        return new AssignmentPolynomial(degree, gap, new ChebyshevSeries([.. sign.Series.Coefficients.ToArray().Select(c => c / bound)]));
    }

    /// <summary>The default degree: 15 for up to 8 clusters, 31 above. Measured in docs/utility.md.</summary>
    /// <param name="clusters">k.</param>
    public static int DefaultDegree(int clusters) => clusters <= FewClusters ? 15 : 31;

    /// <summary>The default gap: 0.15 for up to 8 clusters, 0.1 above, where a weight is a product of so many factors that they must be closer to 1.</summary>
    /// <param name="clusters">k.</param>
    public static double DefaultGap(int clusters) => clusters <= FewClusters ? 0.15 : 0.1;

    /// <summary>The polynomial of <see cref="DefaultDegree"/> and <see cref="DefaultGap"/>.</summary>
    /// <param name="clusters">k, from 2 to <see cref="Centroids.MaximumClusters"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of clusters is out of range.</exception>
    public static AssignmentPolynomial ForClusters(int clusters)
    {
        if (clusters is < 2 or > Centroids.MaximumClusters)
            throw new ArgumentOutOfRangeException(nameof(clusters), clusters, $"There must be 2 to {Centroids.MaximumClusters} clusters.");
        return Create(DefaultDegree(clusters), DefaultGap(clusters));
    }

    /// <summary>p(y) = (1 + f(y)) / 2.</summary>
    /// <param name="y">From -1 to 1.</param>
    public double Preference(double y) => (1 + Series.Evaluate(y)) / 2;
}
