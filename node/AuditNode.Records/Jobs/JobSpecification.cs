using System.Security.Cryptography;
using AuditNode.Chain;

namespace AuditNode.Records.Jobs;

/// <summary>
/// What all parties of a job agree on: who is who, the protocol's parameters, and what the job leaks. The SHA-256 of its canonical bytes
/// (schema <see cref="Schema"/>, docs/records.md) is the specHash in JobRegistry. Immutable; equal where the bytes are.
/// </summary>
public sealed partial record JobSpecification
{
    /// <summary>The schema that <see cref="ToBytes"/> writes and <see cref="Parse"/> reads.</summary>
    public const string Schema = "auditnode.job/1";

    /// <summary>The one protocol so far.</summary>
    public const string VerticalKMeans = "vertical-kmeans";

    /// <summary>The most canonical bytes: those of 256 centroids of 1,024 features, and of the parties.</summary>
    public const int MaximumByteCount = 1 << 23;

    /// <summary>The most parties, as in JobRegistry.</summary>
    public const int MaximumParties = 16;

    /// <summary>The most clusters.</summary>
    public const int MaximumClusters = 256;

    /// <summary>The most blocks of <see cref="BeaconDepth"/>: more than this no consortium needs for finality.</summary>
    public const int MaximumBeaconDepth = 64;

    /// <summary>A name for people: 1 to 128 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The protocol: <see cref="VerticalKMeans"/>.</summary>
    public string Protocol { get; init; } = VerticalKMeans;

    /// <summary>2 to 16 parties in the order of features; one computes, another holds the key.</summary>
    public required IReadOnlyList<PartySpecification> Parties { get; init; }

    /// <summary>n: records, the same at every party and in the same order; 2 to 2^26.</summary>
    public required int Records { get; init; }

    /// <summary>k: 2 to 256, at most the records.</summary>
    public required int Clusters { get; init; }

    /// <summary>Where it starts.</summary>
    public required JobStart Start { get; init; }

    /// <summary>Rounds, or the most rounds where <see cref="Threshold"/> is not 0; 1 to 1,000.</summary>
    public required int Rounds { get; init; }

    /// <summary>The run ends when no centroid moved farther than this in a round (units of scaled features); 0 for a fixed number of rounds.</summary>
    public double Threshold { get; init; }

    /// <summary>Who adds noise.</summary>
    public JobNoiseMode NoiseMode { get; init; } = JobNoiseMode.Mutual;

    /// <summary>The budget in zero-concentrated differential privacy, in units of 1e-12; zero exactly where there is no noise.</summary>
    public UInt128 RhoUnits { get; init; }

    /// <summary>The delta at which the budget is stated as epsilon; above 0 and below 1.</summary>
    public required double Delta { get; init; }

    /// <summary>Degree of the polynomial in the place of sign: odd, 3 to 63.</summary>
    public required int SignDegree { get; init; }

    /// <summary>Distance from a bisector from which on the polynomial is close to sign; 1/1024 to 1/2.</summary>
    public required double SignGap { get; init; }

    /// <summary>A cluster whose noisy count is below this keeps its centroid; records, at least 0.</summary>
    public double SmallClusterThreshold { get; init; } = 1;

    /// <summary>Names of the parties that learn every record's cluster; empty for none, and else with the key holder.</summary>
    public IReadOnlyList<string> AssignmentReceivers { get; init; } = [];

    /// <summary>Statistical security of the flooding of what is decrypted, in bits: 20 to 60.</summary>
    public int FloodingBits { get; init; } = 30;

    /// <summary>M: candidates of noise of which all but one are opened; 1 (no cut and choose) to 64.</summary>
    public int NoiseCandidates { get; init; } = 8;

    /// <summary>
    /// Blocks between the one that anchors a commitment to candidates and the one whose hash chooses which of them are opened: 1 to
    /// <see cref="MaximumBeaconDepth"/>. Fixed here, so that it is no choice of a party.
    /// </summary>
    public int BeaconDepth { get; init; } = 1;

    /// <summary>
    /// 32 random bytes, fresh for every specification: who does not have it can guess neither the specification from its hash on the chain nor, from
    /// their digest, the identifiers of records. Random unless set; not zero.
    /// </summary>
    public Bytes32 Salt { get; init; } = Bytes32.FromBytes(RandomNumberGenerator.GetBytes(Bytes32.ByteCount));

    /// <summary>Declared class of leakage: 1 to 64 of a-z, 0-9, '.', '-' and '_'.</summary>
    public required string Leakage { get; init; }

    /// <summary>d: columns of all parties.</summary>
    public int Features => Parties.Sum(party => party.Columns.Count);

    /// <summary>
    /// The key of the digests of identifiers in a job with this specification (docs/jobs.md): the same at all its parties, another one in every job.
    /// </summary>
    /// <param name="jobId">The job.</param>
    public byte[] IdentifierKey(Bytes32 jobId) => HMACSHA256.HashData(Salt.ToArray(), (byte[])[.. "auditnode.identifiers/1"u8, .. jobId.ToArray()]);

    /// <summary>SHA-256 of the canonical bytes. Computed anew each time.</summary>
    /// <exception cref="RecordFormatException">A member is out of its range.</exception>
    public Bytes32 Hash => HashOf(ToBytes());

    /// <summary>SHA-256 of bytes: the hash of the specification whose canonical bytes they are.</summary>
    /// <param name="canonicalBytes">Canonical bytes.</param>
    public static Bytes32 HashOf(ReadOnlySpan<byte> canonicalBytes) => Bytes32.FromBytes(SHA256.HashData(canonicalBytes));

    /// <summary>The party that an institution is.</summary>
    /// <param name="institution">Its chain address.</param>
    /// <returns>Null where it takes no part.</returns>
    public PartySpecification? PartyOf(Address institution) => Parties.FirstOrDefault(party => party.Institution == institution);

    /// <summary>The party of a name.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Null where there is none.</returns>
    public PartySpecification? PartyNamed(string name) => Parties.FirstOrDefault(party => party.Name == name);

    /// <summary>Whether both have the same canonical bytes.</summary>
    /// <param name="other">Another specification.</param>
    public bool Equals(JobSpecification? other) => other is not null && (ReferenceEquals(this, other) || ToBytes().AsSpan().SequenceEqual(other.ToBytes()));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Records, Clusters, Start?.Seed);

    /// <summary>What it is, without its contents.</summary>
    public override string ToString() => $"job '{Name}' ({Protocol}, {Parties.Count} parties)";
}
