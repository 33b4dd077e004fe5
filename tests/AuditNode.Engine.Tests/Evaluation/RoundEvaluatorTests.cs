using AuditNode.Engine.Clustering;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Tests.Evaluation;

public sealed class RoundEvaluatorTests
{
    [Theory]
    [InlineData(20_000, 2, 1, 16384, 42)]
    [InlineData(700, 5, 2, 16384, 40)]
    public void New_centroids_are_those_of_the_plaintext_polynomial(int records, int clusters, int features, int degree, int scaleBits)
    {
        EvaluationPlan plan = EvaluationPlan.Create(new EvaluationRequest(records, clusters, features), degree, scaleBits, digitSize: 1);
        using var scheme = new EvaluationScheme(plan);
        Centroids centroids = scheme.RandomCentroids();
        double[] found = scheme.Evaluate(centroids), expected = PlaintextRound.Evaluate(scheme.Columns, centroids, plan.Request.Polynomial);
        for (int i = 0; i < clusters; i++)
        {
            int count = i * (features + 1);
            Assert.Equal(expected[count], found[count], 1e-4 * records / clusters);
            for (int f = 1; f <= features; f++) Assert.Equal(expected[count + f] / expected[count], found[count + f] / found[count], 1e-4);
        }
    }
}
