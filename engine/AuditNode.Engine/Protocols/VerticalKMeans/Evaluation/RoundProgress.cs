namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>How far a round is.</summary>
/// <param name="Signs">Sign evaluations that are done.</param>
/// <param name="TotalSigns">Sign evaluations of the round; nearly all of its time.</param>
public readonly record struct RoundProgress(long Signs, long TotalSigns);
