using AuditNode.Ckks;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

namespace AuditNode.Engine.Tests.Evaluation;

/// <summary>A plan with keys, records and their encryption.</summary>
internal sealed class EvaluationScheme : IDisposable
{
    private readonly KeyGenerator _generator;

    public EvaluationScheme(EvaluationPlan plan, ulong seed = 0, double[][]? columns = null)
    {
        Plan = plan;
        Context = plan.CreateContext();
        _generator = new KeyGenerator(Context.Rlwe);
        Keys = EvaluationKeys.Create(plan, _generator);
        Random = new RandomVectors(TestSeed.Value + seed);
        Columns = columns ?? [.. Enumerable.Range(0, plan.Request.Features).Select(_ => Random.Uniform(plan.Request.Records))];
        using var encryptor = new FeatureEncryptor(plan, Context, _generator.SecretKey);
        Features = [.. Columns.Select(c => encryptor.Encrypt(c))];
    }

    public EvaluationPlan Plan { get; }

    public CkksContext Context { get; }

    public EvaluationKeys Keys { get; }

    public RandomVectors Random { get; }

    public SecretKey SecretKey => _generator.SecretKey;

    public double[][] Columns { get; }

    public IReadOnlyList<EncryptedFeature> Features { get; }

    public Centroids RandomCentroids() =>
        Centroids.FromRows([.. Enumerable.Range(0, Plan.Request.Clusters).Select(_ => Random.Uniform(Plan.Request.Features))]);

    /// <summary>N_i and R_if of a round, decrypted.</summary>
    public double[] Evaluate(Centroids centroids, int threads = 2)
    {
        using var evaluator = new RoundEvaluator(Plan, Context, Keys, threads);
        using Ciphertext packed = evaluator.Evaluate(Features, centroids);
        return Decrypt(packed);
    }

    public double[] Decrypt(Ciphertext packed)
    {
        using CoefficientCiphertext coefficients = CoefficientCiphertext.Extract(packed, Plan.Request.Outputs);
        return [.. coefficients.Decrypt(SecretKey).Select(v => (double)v * Plan.Unit)];
    }

    public void Dispose()
    {
        foreach (Ciphertext ciphertext in Features.SelectMany(f => f.Batches)) ciphertext.Dispose();
        Keys.PublicKey.Dispose();
        _generator.SecretKey.Dispose();
        _generator.Dispose();
    }
}
