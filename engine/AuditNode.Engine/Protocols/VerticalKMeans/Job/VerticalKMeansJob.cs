using System.Security.Cryptography;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>
/// What all parties of a run of vertical k-means agree on beforehand. Its digest is part of every message, so that parties with different
/// specifications refuse each other. The features are the columns of the parties, in the order of the parties.
/// </summary>
public sealed partial record VerticalKMeansJob
{
    /// <summary>The most records.</summary>
    public const int MaximumRecords = 1 << 26;

    /// <summary>The most rounds that may be asked for.</summary>
    public const int RoundLimit = 1000;

    /// <summary>The most parties.</summary>
    public const int MaximumParties = 64;

    /// <summary>The most candidates for noise.</summary>
    public const int MaximumNoiseCandidates = 64;

    private readonly int? _signDegree;
    private readonly double? _signGap;

    /// <summary>Identifier of this run, different for each: 1 to 64 characters as in <see cref="PartyName"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Two or more parties, one of them the computing party and one the key holder.</summary>
    public required IReadOnlyList<JobParty> Parties { get; init; }

    /// <summary>n: records, the same at every party and in the same order.</summary>
    public required int Records { get; init; }

    /// <summary>Starting centroids of k clusters, chosen without looking at the data.</summary>
    public required Centroids Start { get; init; }

    /// <summary>Rounds, or the most rounds where <see cref="MovementThreshold"/> is not 0; 1 to <see cref="RoundLimit"/>.</summary>
    public required int MaximumRounds { get; init; }

    /// <summary>The run ends when no released centroid moved farther than this in a round (units of the scaled features); 0 for a fixed number of rounds.</summary>
    public double MovementThreshold { get; init; }

    /// <summary>Who adds noise.</summary>
    public NoiseMode NoiseMode { get; init; } = NoiseMode.Mutual;

    /// <summary>
    /// Budget of the run in zero-concentrated differential privacy towards each party, spread evenly over <see cref="MaximumRounds"/>. At
    /// least one unit for each round, at most 1,000,000; zero where <see cref="NoiseMode"/> is none.
    /// </summary>
    public Rho Rho { get; init; }

    /// <summary>The delta at which the budget is stated as epsilon; above 0 and below 1.</summary>
    public double Delta { get; init; } = 1e-6;

    /// <summary>Degree of the polynomial in the place of sign: odd, 3 to 63; by default <see cref="AssignmentPolynomial.DefaultDegree"/>.</summary>
    public int SignDegree { get => _signDegree ?? AssignmentPolynomial.DefaultDegree(ClusterCount); init => _signDegree = value; }

    /// <summary>
    /// Distance from a bisector, relative to the farthest point of the box, from which on the polynomial is close to sign; 1/1024 to 1/2, by
    /// default <see cref="AssignmentPolynomial.DefaultGap"/>.
    /// </summary>
    public double SignGap { get => _signGap ?? AssignmentPolynomial.DefaultGap(ClusterCount); init => _signGap = value; }

    /// <summary>A cluster whose noisy count is below this keeps its centroid; records, at least 0.</summary>
    public double SmallClusterThreshold { get; init; } = 1;

    /// <summary>
    /// Parties that learn the cluster of every record at the end; none by default. Every party has to agree, and the key holder, who decrypts,
    /// must be among them.
    /// </summary>
    public IReadOnlyList<string> AssignmentReceivers { get; init; } = [];

    /// <summary>Statistical security of the flooding of what is decrypted, in bits: 20 to 60.</summary>
    public int FloodingBits { get; init; } = 30;

    /// <summary>
    /// M: candidates for the computing party's noise that it commits to in a round, of which a challenge leaves one closed, which is used, and
    /// the others are opened; 1 to <see cref="MaximumNoiseCandidates"/>. 1 opens nothing, so its noise is believed.
    /// </summary>
    public int NoiseCandidates { get; init; } = 8;

    /// <summary>What a round may cost.</summary>
    public Rho RoundRho => Rho.Share(MaximumRounds);

    /// <summary>The budget as epsilon at <see cref="Delta"/>; infinite where <see cref="NoiseMode"/> is none.</summary>
    public double Epsilon => NoiseMode == NoiseMode.None ? double.PositiveInfinity : ZeroConcentrated.Epsilon(Rho, Delta);

    /// <summary>Whether candidates for noise are opened at all.</summary>
    internal bool OpensNoise => NoiseCandidates > 1;

    /// <summary>k.</summary>
    public int ClusterCount => Start.ClusterCount;

    /// <summary>d: features of all parties.</summary>
    public int FeatureCount => Parties.Sum(p => p.Columns.Count);

    /// <summary>The party that computes.</summary>
    public JobParty ComputingParty => Parties.Single(p => p.Role == PartyRole.ComputingParty);

    /// <summary>The party that decrypts.</summary>
    public JobParty KeyHolder => Parties.Single(p => p.Role == PartyRole.KeyHolder);

    /// <summary>The same job with the largest budget that is (epsilon, delta)-differentially private.</summary>
    /// <param name="epsilon">Above 0.</param>
    /// <param name="delta">Above 0 and below 1; customary is one of n or less.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public VerticalKMeansJob WithEpsilon(double epsilon, double delta) => this with { Rho = ZeroConcentrated.FromEpsilon(epsilon, delta), Delta = delta };

    /// <summary>SHA-256 of <see cref="ToBytes"/>.</summary>
    /// <exception cref="InvalidJobException">A field is out of its range.</exception>
    public byte[] Digest() => SHA256.HashData(ToBytes());

    /// <summary>Finds a party by its name.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="InvalidJobException">The job has no such party.</exception>
    public JobParty PartyNamed(string name) => Parties.FirstOrDefault(p => p.Name == name) ??
        throw new InvalidJobException(nameof(Parties), $"There is no party '{name}' in job {Id}; it has {string.Join(", ", Parties.Select(p => p.Name))}.");

    /// <summary>Index of a party's first feature.</summary>
    /// <param name="name">The party's name.</param>
    /// <exception cref="InvalidJobException">The job has no such party.</exception>
    public int FirstFeature(string name)
    {
        _ = PartyNamed(name);
        return Parties.TakeWhile(p => p.Name != name).Sum(p => p.Columns.Count);
    }
}
