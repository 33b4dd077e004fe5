using AuditNode.Engine.Clustering;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>What an <see cref="EvaluationPlan"/> is made for. Parties that agree on a request get the same plan.</summary>
/// <param name="Records">n, from 1 to 2^24.</param>
/// <param name="Clusters">k, from 2 to 32: all pairs of a batch are in memory at a time.</param>
/// <param name="Features">d over all parties, from 1 to 1024; k (d + 1) at most 1024: all sums are in memory.</param>
public sealed record EvaluationRequest(int Records, int Clusters, int Features)
{
    /// <summary>Most records.</summary>
    public const int MaximumRecords = 1 << 24;

    /// <summary>Most clusters.</summary>
    public const int MaximumClusters = 32;

    /// <summary>Most released values, k (d + 1).</summary>
    public const int MaximumOutputs = 1024;

    /// <summary>The polynomial in the place of sign; by default that for the number of clusters.</summary>
    public AssignmentPolynomial Polynomial
    {
        get => field ??= AssignmentPolynomial.Create(AssignmentPolynomial.DefaultDegree(Clusters), AssignmentPolynomial.DefaultGap(Clusters));
        init;
    }

    /// <summary>tau, the releases for which the key holder floods the error of the encryption; from 1 to 2^40.</summary>
    public long MaximumReleases { get; init; } = 16;

    /// <summary>s: releases hide the error up to a statistical advantage of about 2^(-s/2); from 0 to 80.</summary>
    public int StatisticalBits { get; init; } = 30;

    /// <summary>
    /// The deviation, in records, that the flooding noise sqrt(12 tau) 2^(s/2) error should stay within: that of the differential privacy that
    /// is added anyway, or what does not matter to a cluster. By default a thousandth of a mean cluster, n / (1000 k), but at least a half.
    /// </summary>
    public double FloodingDeviation { get; init; } = Math.Max(Records / (1000.0 * Clusters), 0.5);

    /// <summary>
    /// The deviation up to which the parameters with the least flooding are taken where none stay within <see cref="FloodingDeviation"/>;
    /// no parameters beyond it. At least <see cref="FloodingDeviation"/>, by default the same.
    /// </summary>
    public double LargestFloodingDeviation { get => field is 0 ? FloodingDeviation : field; init; }

    /// <summary>Whether weights are decrypted too, so that their ciphertexts may hold nothing else (the final assignment).</summary>
    public bool DecryptsWeights { get; init; }

    /// <summary>sqrt(12 tau) 2^(s/2): how much larger than the error the flooding noise is.</summary>
    public double FloodingFactor => Math.Sqrt(12.0 * MaximumReleases) * Math.Sqrt(Math.ScaleB(1, StatisticalBits));

    /// <summary>k (d + 1).</summary>
    public int Outputs => Clusters * (Features + 1);

    /// <summary>Checks all values.</summary>
    /// <exception cref="EvaluationException">A value is out of range.</exception>
    public void Validate()
    {
        EvaluationException.CheckRange(nameof(Records), Records, 1, MaximumRecords, "split the records between several jobs");
        EvaluationException.CheckRange(nameof(Clusters), Clusters, 2, MaximumClusters, "ask for fewer clusters");
        EvaluationException.CheckRange(nameof(Features), Features, 1, Centroids.MaximumFeatures, "project the records to fewer features");
        EvaluationException.CheckRange("Clusters * (Features + 1)", Outputs, 1, MaximumOutputs, "ask for fewer clusters or features");
        EvaluationException.CheckRange(nameof(MaximumReleases), MaximumReleases, 1, 1L << 40, "make new keys after fewer releases");
        EvaluationException.CheckRange(nameof(StatisticalBits), StatisticalBits, 0, 80, "30 is the usual choice");
        EvaluationException.CheckRange(nameof(FloodingDeviation), FloodingDeviation, double.Epsilon, double.MaxValue, "leave it out for a thousandth of a mean cluster");
        EvaluationException.CheckRange(nameof(LargestFloodingDeviation), LargestFloodingDeviation, FloodingDeviation, double.MaxValue, $"leave it out for {nameof(FloodingDeviation)}");
    }
}
