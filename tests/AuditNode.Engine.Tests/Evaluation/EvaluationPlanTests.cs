using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Tests.Evaluation;

public sealed class EvaluationPlanTests
{
    private const double Megabyte = 1e6;

    public static TheoryData<int, int> Shapes()
    {
        var shapes = new TheoryData<int, int>();
        foreach (int records in new[] { 1_000, 10_000, 100_000, 1_000_000 })
        {
            foreach (int clusters in new[] { 2, 5, 8 }) shapes.Add(records, clusters);
        }

        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Plans_are_secure_small_and_exact_enough(int records, int clusters)
    {
        var request = new EvaluationRequest(records, clusters, 2);
        EvaluationPlan plan = EvaluationPlan.Create(request);
        Assert.InRange(plan.Parameters.Rlwe.ModulusBits, 1, SecurityStandard.MaximumModulusBits(plan.Parameters.Rlwe.Degree));
        Assert.InRange(plan.FloodingDeviation, 0, request.FloodingDeviation);
        Assert.InRange(plan.KeyByteCount, 1, 16 * Megabyte);
        Assert.InRange(plan.ReplyByteCount, 1, 0.27 * Megabyte);
        // Outputs, 2 n in each of 2^p merged ones, and noise fit the modulus that is left.
        double modulus = (double)plan.Parameters.Rlwe.CiphertextPrimes[0] * plan.Parameters.Rlwe.CiphertextPrimes[1];
        Assert.True((2 * records + 6 * request.FloodingDeviation) / plan.Unit + plan.OutputErrorBound < modulus / 2);
        Assert.Equal(plan.Parameters.Rlwe, EvaluationPlan.Create(new EvaluationRequest(records, clusters, 2)).Parameters.Rlwe);
    }

    [Theory]
    [InlineData(1_000, 4.5)]
    [InlineData(10_000, 5)]
    [InlineData(100_000, 14)]
    [InlineData(1_000_000, 100)]
    public void Ten_rounds_of_five_clusters_and_a_feature_from_the_key_holder_stay_within_the_traffic(int records, double megabytes)
    {
        EvaluationPlan plan = EvaluationPlan.Create(new EvaluationRequest(records, 5, 2));
        Assert.InRange((plan.Layout.BatchCount * plan.FeatureByteCount + 10 * plan.ReplyByteCount) / Megabyte, 0, megabytes);
    }

    [Fact]
    public void Values_out_of_range_are_refused_by_name()
    {
        Refused(nameof(EvaluationRequest.Records), new EvaluationRequest(0, 2, 2));
        Refused(nameof(EvaluationRequest.Records), new EvaluationRequest((1 << 24) + 1, 2, 2));
        Refused(nameof(EvaluationRequest.Clusters), new EvaluationRequest(10, 1, 2));
        Refused(nameof(EvaluationRequest.Clusters), new EvaluationRequest(10, 33, 2));
        Refused(nameof(EvaluationRequest.Features), new EvaluationRequest(10, 2, 0));
        Refused("Clusters * (Features + 1)", new EvaluationRequest(10, 32, 1_000));
        Refused(nameof(EvaluationRequest.MaximumReleases), new EvaluationRequest(10, 2, 2) { MaximumReleases = 0 });
        Refused(nameof(EvaluationRequest.StatisticalBits), new EvaluationRequest(10, 2, 2) { StatisticalBits = 81 });
        Refused(nameof(EvaluationRequest.FloodingDeviation), new EvaluationRequest(10, 2, 2) { FloodingDeviation = double.NaN });
    }

    [Fact]
    public void A_deviation_that_no_parameters_reach_is_refused_with_the_smallest_that_is_possible()
    {
        EvaluationException refusal = Refused(nameof(EvaluationRequest.LargestFloodingDeviation), new EvaluationRequest(1_000, 5, 2) { FloodingDeviation = 1e-3 });
        Assert.Contains("at least", refusal.Message, StringComparison.Ordinal);
    }

    private static EvaluationException Refused(string field, EvaluationRequest request)
    {
        EvaluationException refusal = Assert.Throws<EvaluationException>(() => EvaluationPlan.Create(request));
        Assert.Equal(field, refusal.Field);
        return refusal;
    }
}
