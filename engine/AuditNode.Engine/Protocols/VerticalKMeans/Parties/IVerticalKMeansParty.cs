using System.Numerics;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>A party of vertical k-means, and what it knows so far.</summary>
public interface IVerticalKMeansParty : IProtocolParty
{
    /// <summary>What it does.</summary>
    PartyRole Role { get; }

    /// <summary>
    /// Centroids before the first round and after each that is over; at a data party only those of the start and, at the end, the last.
    /// </summary>
    IReadOnlyList<Centroids> Centroids { get; }

    /// <summary>Released integers of each round; see <see cref="VerticalKMeansResult.Released"/>. Empty at a data party.</summary>
    IReadOnlyList<IReadOnlyList<BigInteger>> Released { get; }

    /// <summary>Whether the run ended because the centroids moved less than the threshold.</summary>
    bool Converged { get; }

    /// <summary>What of the job's budget was spent, as far as the party charges it; zero at a data party.</summary>
    Rho Spent { get; }

    /// <summary>Reads the cluster of every record, or null where there is no assignment for this party.</summary>
    /// <param name="cancellationToken">Honoured while it is read.</param>
    ValueTask<int[]?> ReadAssignmentAsync(CancellationToken cancellationToken = default);
}
