using System.Collections.Immutable;
using System.Numerics;
using AuditNode.Ckks.Ring;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>The rounds that are over, as computing party and key holder both keep them.</summary>
/// <param name="Centroids">Before the first round and after each.</param>
/// <param name="Released">Released integers of each round.</param>
/// <param name="Converged">Whether the last round moved the centroids less than the threshold.</param>
/// <param name="Budget">State of the budget.</param>
internal sealed record RoundHistory(
    ImmutableList<Centroids> Centroids, ImmutableList<IReadOnlyList<BigInteger>> Released, bool Converged, ReadOnlyMemory<byte> Budget)
{
    /// <summary>Rounds that are over.</summary>
    public int Rounds => Released.Count;

    /// <summary>The centroids of the round that comes next.</summary>
    public Centroids Current => Centroids[^1];

    /// <summary>What was spent.</summary>
    public Rho Spent => PrivacyBudget.FromBytes(Budget.Span).Spent;

    public static RoundHistory Start(VerticalKMeansJob job) => new([job.Start], [], false, new PrivacyBudget(job.Rho).ToBytes());

    /// <summary>Whether no round follows.</summary>
    public bool IsComplete(VerticalKMeansJob job) => Converged || Rounds == job.MaximumRounds;

    /// <summary>Charges the round that comes next; nothing for one that was charged.</summary>
    /// <exception cref="PrivacyBudgetExceededException">The budget is spent.</exception>
    public RoundHistory Charge(VerticalKMeansJob job)
    {
        if (job.NoiseMode == NoiseMode.None) return this;
        PrivacyBudget budget = PrivacyBudget.FromBytes(Budget.Span);
        budget.Charge(job.RoundRho, $"round {Rounds + 1}");
        return this with { Budget = budget.ToBytes() };
    }

    /// <summary>Ends a round.</summary>
    public RoundHistory Add(VerticalKMeansJob job, CentroidUpdate update, IReadOnlyList<BigInteger> sums)
    {
        Centroids next = update.Apply(Current, (BigInteger[])[.. sums]);
        return this with
        {
            Centroids = Centroids.Add(next),
            Released = Released.Add(sums),
            Converged = job.MovementThreshold > 0 && next.LargestMove(Current) < job.MovementThreshold,
        };
    }

    public void Write(BinaryFieldWriter writer)
    {
        writer.WriteCount(Released.Count);
        foreach (Centroids centroids in Centroids) CentroidsField.Write(writer, centroids);
        foreach (IReadOnlyList<BigInteger> sums in Released) writer.WriteBytes(SumsBody.Write(sums));
        writer.WriteByte(Converged ? (byte)1 : (byte)0);
        writer.WriteCount(Budget.Length);
        writer.WriteBytes(Budget.Span);
    }

    public static RoundHistory Read(ref BoundedReader reader, VerticalKMeansJob job)
    {
        int rounds = reader.ReadCount("rounds", 0, job.MaximumRounds, 2), outputs = job.ClusterCount * (job.FeatureCount + 1);
        ImmutableList<Centroids>.Builder centroids = ImmutableList.CreateBuilder<Centroids>();
        ImmutableList<IReadOnlyList<BigInteger>>.Builder released = ImmutableList.CreateBuilder<IReadOnlyList<BigInteger>>();
        for (int i = 0; i <= rounds; i++) centroids.Add(CentroidsField.Read(ref reader));
        for (int i = 0; i < rounds; i++) released.Add(SumsBody.Read(ref reader, outputs));
        bool converged = reader.ReadFlag("converged");
        int length = reader.ReadCount("budget", 0, reader.Remaining, 1);
        return new RoundHistory(centroids.ToImmutable(), released.ToImmutable(), converged, reader.ReadBytes("budget", length).ToArray());
    }
}
