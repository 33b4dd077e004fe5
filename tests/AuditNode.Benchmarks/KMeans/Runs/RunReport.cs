using System.Text.Json;

namespace AuditNode.Benchmarks.KMeans.Runs;

/// <summary>What one run measured. Its JSON has the same members in camel case; what a run does not have (accuracy without labels) is null.</summary>
internal sealed record RunReport
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public required string Dataset { get; init; }

    public required int Records { get; init; }

    public required int Clusters { get; init; }

    public required int Dimensions { get; init; }

    /// <summary>Rounds carried out.</summary>
    public required int Rounds { get; init; }

    public required int Parties { get; init; }

    public required int Threads { get; init; }

    public required ulong Seed { get; init; }

    public required int Degree { get; init; }

    /// <summary>The whole protocol by the wall clock, from the job to the last centroids: keys, encryption and rounds.</summary>
    public required double SecondsTotal { get; init; }

    /// <summary>Mean of the rounds.</summary>
    public required double SecondsPerRound { get; init; }

    public required SecondsReport Seconds { get; init; }

    public required BytesReport Bytes { get; init; }

    /// <summary>The most memory of the process until the protocol ended, all parties and the data together.</summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>Mean squared distance to the nearest of the last centroids, with features in [0, 1].</summary>
    public required double Loss { get; init; }

    /// <summary>The same with features in [-1, 1]: four times as much.</summary>
    public required double LossPm1 { get; init; }

    public required double? Accuracy { get; init; }

    public required double? Ari { get; init; }

    public required double? Nmi { get; init; }

    /// <summary>Lloyd's algorithm in the clear, from the same start, for as many rounds.</summary>
    public required QualityReport Lloyd { get; init; }

    public required PrivacyReport Privacy { get; init; }

    /// <summary>Seconds that the messages take on each network of the paper's Table 1, computing not counted.</summary>
    public required IReadOnlyDictionary<string, double> Network { get; init; }

    public required string Cpu { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, s_json);
}

/// <summary>Seconds by phase (all parties together) and by round (wall clock).</summary>
internal sealed record SecondsReport(IReadOnlyDictionary<string, double> Phases, IReadOnlyList<double> Rounds);

/// <summary>Payload bytes at the transport.</summary>
/// <param name="Total">All.</param>
/// <param name="Keys">Of messages that carry keys.</param>
/// <param name="AfterKeys">All others.</param>
/// <param name="Messages">Number of messages.</param>
/// <param name="ByKind">By the kind of message.</param>
internal sealed record BytesReport(long Total, long Keys, long AfterKeys, long Messages, IReadOnlyDictionary<string, long> ByKind);

/// <summary>How good a clustering is: see the members of the same names of <see cref="RunReport"/>.</summary>
internal sealed record QualityReport(double Loss, double LossPm1, double? Accuracy, double? Ari, double? Nmi);

/// <summary>What a run spent towards each party; nulls where there was no noise.</summary>
internal sealed record PrivacyReport(string Noise, double? Rho, double? Epsilon, double? Delta);
