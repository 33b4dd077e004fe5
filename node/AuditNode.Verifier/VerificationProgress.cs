namespace AuditNode.Verifier;

/// <summary>How far a verification is.</summary>
/// <param name="Stage">What is being done: <c>chain</c>, <c>records</c>, <c>artifacts</c>, <c>checks</c> or <c>replay</c>.</param>
/// <param name="Done">Pieces that are done.</param>
/// <param name="Total">All pieces, or null where their number is not known.</param>
public readonly record struct VerificationProgress(string Stage, long Done, long? Total = null);
