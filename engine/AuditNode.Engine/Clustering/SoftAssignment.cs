namespace AuditNode.Engine.Clustering;

/// <summary>
/// The weights of a record in the clusters, w_i(x) = product over j of p_ij(x), as the encrypted computation finds them: the probability that
/// centroid i wins against every other one when each pair plays once and i beats j with probability p_ij. These are disjoint events, so
/// weights are not negative and their sum is at most 1.
/// </summary>
/// <param name="centroids">The centroids.</param>
/// <param name="polynomial">The polynomial in the place of sign.</param>
public sealed class SoftAssignment(Centroids centroids, AssignmentPolynomial polynomial)
{
    private readonly IReadOnlyList<Bisector> _bisectors = Bisector.CreateAll(centroids);

    /// <summary>Computes w_0 ... w_(k-1).</summary>
    /// <param name="record">d features in [-1, 1].</param>
    /// <param name="weights">Receives k weights.</param>
    public void Weigh(ReadOnlySpan<double> record, Span<double> weights)
    {
        weights[..centroids.ClusterCount].Fill(1);
        foreach (Bisector bisector in _bisectors)
        {
            double p = polynomial.Preference(Math.Clamp(bisector.Evaluate(record), -1, 1));
            weights[bisector.First] *= p;
            weights[bisector.Second] *= 1 - p;
        }
    }
}
