using AuditNode.Ckks;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Tests.Evaluation;

public sealed class OutputErrorTests
{
    /// <summary>
    /// Two encryptions of the same records differ by their errors only: what constants are rounded to is the same. The largest difference
    /// of all outputs, over sqrt(2), is about two deviations.
    /// </summary>
    [Theory]
    [InlineData(8_192, 2, 2, 15, false)]
    [InlineData(8_192, 2, 2, 15, true)]
    [InlineData(8_192, 5, 2, 15, false)]
    [InlineData(8_192, 4, 2, 7, true)]
    [InlineData(1_000, 4, 2, 7, false)] // two lanes, one idle
    [InlineData(800, 5, 2, 7, false)] // two lanes
    [InlineData(2_500, 6, 2, 7, false)] // three pairs side by side
    [InlineData(8_192, 3, 1, 31, true)]
    public void Errors_are_within_the_bound_and_not_far_below(int records, int clusters, int features, int signDegree, bool atCorner)
    {
        var request = new EvaluationRequest(records, clusters, features) { Polynomial = AssignmentPolynomial.Create(signDegree, 0.1) };
        EvaluationPlan plan = EvaluationPlan.Create(request, 16384, 36);
        using var scheme = new EvaluationScheme(plan, seed: (ulong)(records + clusters));
        double[][] columns = atCorner ? [.. scheme.Columns.Select(c => c.Select(_ => 1.0).ToArray())] : scheme.Columns;
        double largest = 0;
        // Where all records are equal, so are their errors: a round has as many independent ones as there are features.
        int rounds = atCorner ? 8 : 3;
        for (int round = 0; round < rounds; round++)
        {
            Centroids centroids = scheme.RandomCentroids();
            double[] first = Evaluate(scheme, columns, centroids), second = Evaluate(scheme, columns, centroids);
            largest = Math.Max(largest, first.Zip(second, (a, b) => Math.Abs(a - b)).Max() / Math.Sqrt(2));
        }

        double bound = plan.OutputErrorBound * plan.Unit;
        Assert.True(largest < bound, $"error {largest:E2}, bound {bound:E2}");
        // Usually 10 to 60; that the errors of all rounds are so small has a probability below 1e-10.
        Assert.True(bound < 500 * largest, $"error {largest:E2}, bound {bound:E2}, ratio {bound / largest:F0}");
    }

    private static double[] Evaluate(EvaluationScheme scheme, double[][] columns, Centroids centroids)
    {
        using var encryptor = new FeatureEncryptor(scheme.Plan, scheme.Context, scheme.Keys.PublicKey);
        EncryptedFeature[] features = [.. columns.Select(c => encryptor.Encrypt(c))];
        using var evaluator = new RoundEvaluator(scheme.Plan, scheme.Context, scheme.Keys, 2);
        using Ciphertext packed = evaluator.Evaluate(features, centroids);
        foreach (Ciphertext batch in features.SelectMany(f => f.Batches)) batch.Dispose();
        return scheme.Decrypt(packed);
    }
}
