using System.Globalization;
using System.Security.Cryptography;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Data;
using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Node.Jobs;

/// <summary>Makes results of what a finished party knows.</summary>
internal static class JobResults
{
    public static async ValueTask<JobResult> OfAsync(VerticalKMeansJob job, IVerticalKMeansParty party, CancellationToken cancellationToken)
    {
        Centroids last = party.Centroids[^1];
        FeatureBounds[] bounds = [.. job.Parties.SelectMany(p => p.Columns).Select(c => new FeatureBounds(c.Name, c.Minimum, c.Maximum))];
        int[]? clusters = await party.ReadAssignmentAsync(cancellationToken).ConfigureAwait(false);
        return new JobResult(
            Convert.ToHexStringLower(SHA256.HashData(last.ToBytes())),
            party.Released.Count,
            party.Converged,
            [.. bounds.Select(b => b.Name)],
            [.. last.ToRows().Select(row => row.Select((value, f) => bounds[f].Restore(value)).ToArray())],
            [.. last.FixedPoint.ToArray().Chunk(last.FeatureCount)],
            party.Spent.Units.ToString(CultureInfo.InvariantCulture),
            clusters is null ? null : CountsOf(clusters, last.ClusterCount));
    }

    private static int[] CountsOf(int[] clusters, int count)
    {
        var counts = new int[count];
        foreach (int cluster in clusters) counts[cluster]++;
        return counts;
    }
}
