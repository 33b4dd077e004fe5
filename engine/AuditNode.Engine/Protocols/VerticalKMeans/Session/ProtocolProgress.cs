namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>How far a party is.</summary>
/// <param name="Party">Its name.</param>
/// <param name="Phase">See <see cref="ProtocolPhase"/>.</param>
/// <param name="Round">Round from 1, or 0 outside of rounds.</param>
/// <param name="Fraction">Part of the phase that is done, 0 to 1.</param>
public sealed record ProtocolProgress(string Party, string Phase, int Round, double Fraction);
