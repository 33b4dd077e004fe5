using AuditNode.Ckks;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;
using AuditNode.Engine.Tests.Clustering;

namespace AuditNode.Engine.Tests.Evaluation;

public sealed class RealDataTests
{
    /// <summary>The published sets at their full size, without any noise: what is left is the error of the encryption.</summary>
    [DataTheory]
    [InlineData("s1", 15, 1)]
    [InlineData("s2", 15, 1)]
    [InlineData("har", 6, 2)]
    [InlineData("adult", 2, 4)]
    [InlineData("bank", 7, 1)]
    [InlineData("taxi", 5, 1)]
    public void Encrypted_rounds_move_centroids_as_the_plaintext_simulation_does(string name, int clusters, int rounds)
    {
        double[][] records = RealData.Read(name).Records;
        int features = records[0].Length;
        var request = new EvaluationRequest(records.Length, clusters, features) { FloodingDeviation = records.Length / (100.0 * clusters) };
        var plan = EvaluationPlan.Create(request);
        using var scheme = new EvaluationScheme(plan, columns: [.. Enumerable.Range(0, features).Select(f => records.Select(r => r[f]).ToArray())]);
        using var evaluator = new RoundEvaluator(plan, scheme.Context, scheme.Keys);
        var update = CentroidUpdate.FromRecords(1, plan.Unit);
        Centroids start = SpacedStart.Create(clusters, features, new byte[32]), encrypted = start;
        for (int round = 0; round < rounds; round++)
        {
            using Ciphertext packed = evaluator.Evaluate(scheme.Features, encrypted);
            using CoefficientCiphertext sums = CoefficientCiphertext.Extract(packed, request.Outputs);
            encrypted = update.Apply(encrypted, sums.Decrypt(scheme.SecretKey));
        }

        Centroids simulated = SoftLloyd.Run(records, start, request.Polynomial, rounds).Centroids;
        Assert.NotEqual(start, simulated);
        Assert.True(encrypted.LargestMove(simulated) <= 1e-4, $"{encrypted.LargestMove(simulated)}");
    }
}
