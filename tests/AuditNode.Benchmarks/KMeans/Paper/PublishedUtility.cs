namespace AuditNode.Benchmarks.KMeans.Paper;

/// <summary>Mean loss with features in [0, 1] and accuracy (null without labels), as published.</summary>
internal sealed record Utility(double Loss, double? Accuracy);

/// <summary>A row of the paper's Table 4 for two parties: plaintext Lloyd, the paper's solution, and Li, Wang and Li 2022, at eps = 1.</summary>
internal sealed record PublishedUtility(string Dataset, Utility Plaintext, Utility Paper, Utility LiWangLi)
{
    /// <summary>Its rows. The paper's sets are prepared in its own way, so that only relations within a row compare with ours (Loan's licence forbids it here).</summary>
    public static IReadOnlyList<PublishedUtility> All { get; } =
    [
        new("S1", new(0.00286, 0.9322), new(0.00566, 0.9075), new(0.0243, 0.6225)),
        new("Synth-10000-8-2", new(0.0107, 0.8155), new(0.0112, 0.8667), new(0.0343, 0.7031)),
        new("HAR", new(0.0355, 0.4963), new(0.0417, 0.4515), new(0.0686, 0.3031)),
        new("Taxi", new(0.056, null), new(0.059, null), new(0.070, null)),
        new("Bank", new(0.165, null), new(0.187, null), new(0.238, null)),
        new("Loan", new(0.550, null), new(0.556, null), new(0.738, null)),
    ];
}
