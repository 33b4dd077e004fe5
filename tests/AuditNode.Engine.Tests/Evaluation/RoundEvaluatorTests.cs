using AuditNode.Ckks;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Tests.Evaluation;

public sealed class RoundEvaluatorTests
{
    [Theory]
    [InlineData(20_000, 2, 1, 15)] // two full batches and a part of one
    [InlineData(9_000, 3, 2, 7)]
    [InlineData(8_192, 4, 2, 7)] // exactly one batch
    [InlineData(1_000, 5, 2, 15)] // repeated records
    [InlineData(700, 5, 2, 15)] // and two lanes
    [InlineData(400, 8, 2, 7)] // of which one is idle once
    [InlineData(1_000, 6, 2, 7)] // two lanes, two groups
    [InlineData(1_300, 7, 3, 7)] // repeated records, two groups, the last of them not full
    [InlineData(2_500, 7, 3, 7)] // three pairs side by side
    [InlineData(2_700, 4, 1, 3)] // three pairs, some clusters with none in a block
    [InlineData(4_096, 5, 2, 7)] // two pairs side by side, all slots full
    [InlineData(40, 2, 2, 31)]
    public void New_centroids_are_those_of_the_plaintext_polynomial(int records, int clusters, int features, int signDegree)
    {
        using EvaluationScheme scheme = SmallScheme(records, clusters, features, signDegree);
        Centroids centroids = scheme.RandomCentroids();
        Check(scheme, centroids, scheme.Evaluate(centroids));
    }

    [Fact]
    public void Equal_centroids_share_their_records()
    {
        using EvaluationScheme scheme = SmallScheme(5_000, 3, 2, 7);
        double[][] rows = scheme.RandomCentroids().ToRows();
        Centroids twins = Centroids.FromRows([rows[0], rows[0], rows[1]]), triplets = Centroids.FromRows([rows[0], rows[0], rows[0]]);
        double[] found = scheme.Evaluate(twins);
        Check(scheme, twins, found);
        Assert.Equal(found[0], found[3], 0.01);
        Check(scheme, triplets, scheme.Evaluate(triplets));
    }

    [Fact]
    public void What_lies_in_slots_without_a_record_does_not_count()
    {
        using EvaluationScheme scheme = SmallScheme(5_000, 2, 2, 7);
        Centroids centroids = scheme.RandomCentroids();
        double[] clean = scheme.Evaluate(centroids);
        var encoder = new CkksEncoder(scheme.Context);
        using var encryptor = new Encryptor(scheme.Context, scheme.SecretKey);
        using var plaintext = new Plaintext(scheme.Context);
        var dirty = new List<EncryptedFeature>();
        foreach (double[] column in scheme.Columns)
        {
            double[] slots = [.. column, .. Enumerable.Repeat(0.75, scheme.Context.SlotCount - column.Length)];
            encoder.Encode(slots, plaintext, scheme.Plan.FeatureScale, scheme.Plan.Depth.InputLimbs);
            dirty.Add(new EncryptedFeature(scheme.Plan, [encryptor.Encrypt(plaintext)]));
        }

        using var evaluator = new RoundEvaluator(scheme.Plan, scheme.Context, scheme.Keys);
        using Ciphertext packed = evaluator.Evaluate(dirty, centroids);
        double[] found = scheme.Decrypt(packed);
        for (int o = 0; o < clean.Length; o++) Assert.Equal(clean[o], found[o], 2 * scheme.Plan.OutputErrorBound * scheme.Plan.Unit);
    }

    [Fact]
    public void An_evaluator_follows_new_features_and_centroids()
    {
        using EvaluationScheme scheme = SmallScheme(300, 3, 1, 7);
        using var evaluator = new RoundEvaluator(scheme.Plan, scheme.Context, scheme.Keys, 2);
        for (int round = 0; round < 2; round++)
        {
            Centroids centroids = scheme.RandomCentroids();
            using Ciphertext packed = evaluator.Evaluate(scheme.Features, centroids);
            Check(scheme, centroids, scheme.Decrypt(packed));
        }

        using var encryptor = new FeatureEncryptor(scheme.Plan, scheme.Context, scheme.Keys.PublicKey);
        Centroids last = scheme.RandomCentroids();
        double[] zeros = new double[300];
        using Ciphertext other = evaluator.Evaluate([encryptor.Encrypt(zeros)], last);
        double[] expected = PlaintextRound.Evaluate([zeros], last, scheme.Plan.Request.Polynomial), found = scheme.Decrypt(other);
        for (int o = 0; o < expected.Length; o++) Assert.Equal(expected[o], found[o], 0.01);
    }

    [Fact]
    public void Reports_progress_and_can_be_cancelled()
    {
        using EvaluationScheme scheme = SmallScheme(20_000, 2, 1, 7);
        using var evaluator = new RoundEvaluator(scheme.Plan, scheme.Context, scheme.Keys, 1);
        var seen = new List<RoundProgress>();
        evaluator.Evaluate(scheme.Features, scheme.RandomCentroids(), new Recorder(seen)).Dispose();
        Assert.Equal(new RoundProgress(3, 3), seen[^1]);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => evaluator.Evaluate(scheme.Features, scheme.RandomCentroids(), null, cancelled.Token));
    }

    [Fact]
    public void Refuses_what_does_not_fit_the_plan()
    {
        using EvaluationScheme scheme = SmallScheme(100, 2, 2, 7), other = SmallScheme(100, 3, 2, 7);
        using var evaluator = new RoundEvaluator(scheme.Plan, scheme.Context, scheme.Keys, 1);
        Assert.Equal("centroids", Assert.Throws<EvaluationException>(() => evaluator.Evaluate(scheme.Features, other.RandomCentroids())).Field);
        Assert.Equal("features", Assert.Throws<EvaluationException>(() => evaluator.Evaluate([scheme.Features[0]], scheme.RandomCentroids())).Field);
        Assert.Equal("features", Assert.Throws<EvaluationException>(() => evaluator.Evaluate(other.Features, scheme.RandomCentroids())).Field);
        Assert.Equal("keys", Assert.Throws<EvaluationException>(() => new RoundEvaluator(scheme.Plan, scheme.Context, other.Keys)).Field);
        Assert.Equal("context", Assert.Throws<EvaluationException>(() => new RoundEvaluator(scheme.Plan, other.Context, scheme.Keys)).Field);
        Assert.Equal("maxDegreeOfParallelism", Assert.Throws<EvaluationException>(() => new RoundEvaluator(scheme.Plan, scheme.Context, scheme.Keys, 0)).Field);
    }

    /// <summary>N = 16384 and a scale that leaves room for larger digits.</summary>
    internal static EvaluationScheme SmallScheme(int records, int clusters, int features, int signDegree) => new(EvaluationPlan.Create(
        new EvaluationRequest(records, clusters, features) { Polynomial = AssignmentPolynomial.Create(signDegree, 0.1) }, 16384, 34));

    private static void Check(EvaluationScheme scheme, Centroids centroids, double[] found)
    {
        (int k, int d) = (centroids.ClusterCount, centroids.FeatureCount);
        double[] expected = PlaintextRound.Evaluate(scheme.Columns, centroids, scheme.Plan.Request.Polynomial);
        double mean = (double)scheme.Plan.Request.Records / k;
        for (int i = 0; i < k; i++)
        {
            int count = i * (d + 1);
            Assert.Equal(expected[count], found[count], 1e-4 * mean);
            for (int f = 1; f <= d; f++)
            {
                Assert.Equal(expected[count + f], found[count + f], 1e-4 * mean);
                if (expected[count] > mean / 10) Assert.Equal(expected[count + f] / expected[count], found[count + f] / found[count], 1e-4);
            }
        }
    }

    private sealed class Recorder(List<RoundProgress> seen) : IProgress<RoundProgress>
    {
        public void Report(RoundProgress value) => seen.Add(value);
    }
}
