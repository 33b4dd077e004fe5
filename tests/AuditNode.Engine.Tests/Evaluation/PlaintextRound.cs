using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Tests.Evaluation;

/// <summary>What a round computes, in the clear.</summary>
internal static class PlaintextRound
{
    /// <summary>N_i and R_if in the order of the outputs.</summary>
    public static double[] Evaluate(double[][] columns, Centroids centroids, AssignmentPolynomial polynomial)
    {
        int k = centroids.ClusterCount, d = centroids.FeatureCount;
        var assignment = new SoftAssignment(centroids, polynomial);
        double[] sums = new double[k * (d + 1)], record = new double[d], weights = new double[k];
        for (int r = 0; r < columns[0].Length; r++)
        {
            for (int f = 0; f < d; f++) record[f] = columns[f][r];
            assignment.Weigh(record, weights);
            for (int i = 0; i < k; i++)
            {
                sums[i * (d + 1)] += weights[i];
                for (int f = 0; f < d; f++) sums[i * (d + 1) + 1 + f] += weights[i] * (record[f] - centroids[i, f]);
            }
        }

        return sums;
    }
}
