using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>
/// The sensitivity of a round, kept for the centroids that were asked for last: planning and the first round, and parties of one process, share
/// the search, which takes a while. Safe for concurrent use.
/// </summary>
/// <param name="polynomial">The polynomial in the place of sign.</param>
internal sealed class LatestSensitivity(AssignmentPolynomial polynomial)
{
    private readonly Lock _lock = new();
    private (Centroids Centroids, RoundSensitivity Sensitivity)? _last;

    public RoundSensitivity Of(Centroids centroids)
    {
        lock (_lock)
        {
            if (_last is { } last && last.Centroids.Equals(centroids)) return last.Sensitivity;
            RoundSensitivity sensitivity = RoundSensitivity.Bound(centroids, polynomial);
            _last = (centroids, sensitivity);
            return sensitivity;
        }
    }
}
