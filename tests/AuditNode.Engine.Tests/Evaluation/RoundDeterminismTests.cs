using System.Security.Cryptography;
using AuditNode.Ckks;
using AuditNode.Ckks.Ring;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Tests.Evaluation;

public sealed class RoundDeterminismTests
{
    [Theory]
    [InlineData(9_000, 2)]
    [InlineData(500, 3)]
    [InlineData(500, 4)] // two lanes
    [InlineData(2_500, 5)] // three pairs side by side
    public void A_round_has_the_same_bytes_with_any_number_of_threads_and_any_instruction_set(int records, int clusters)
    {
        using EvaluationScheme scheme = RoundEvaluatorTests.SmallScheme(records, clusters, features: 1, signDegree: 3);
        Centroids centroids = scheme.RandomCentroids();
        byte[] keys = new EvaluationKeysSerializer(scheme.Plan, scheme.Context).Write(scheme.Keys);
        var serializer = new CiphertextSerializer(scheme.Context);
        byte[][] batches = [.. scheme.Features[0].Batches.Select(serializer.Write)];
        string[] digests =
        [
            Replay(scheme.Plan, keys, batches, centroids, 1, InstructionSets.Default),
            Replay(scheme.Plan, keys, batches, centroids, 3, InstructionSets.Default),
            Replay(scheme.Plan, keys, batches, centroids, 2, InstructionSet.Portable),
            Replay(scheme.Plan, keys, batches, centroids, 2, InstructionSet.Vector256),
        ];
        Assert.Single(digests.Distinct());
    }

    /// <summary>What an auditor does: everything from bytes.</summary>
    private static string Replay(EvaluationPlan plan, byte[] keys, byte[][] batches, Centroids centroids, int threads, InstructionSet set)
    {
        CkksContext context = plan.CreateContext(set);
        var serializer = new CiphertextSerializer(context);
        var feature = new EncryptedFeature(plan, [.. batches.Select(b => serializer.Read(b))]);
        using var evaluator = new RoundEvaluator(plan, context, new EvaluationKeysSerializer(plan, context).Read(keys), threads);
        using Ciphertext packed = evaluator.Evaluate([feature], centroids);
        return Convert.ToHexString(SHA256.HashData(serializer.Write(packed)));
    }
}
