namespace AuditNode.Zk.Proofs;

/// <summary>A prover state was asked for a second response: two responses to different challenges reveal the witness.</summary>
public sealed class ProverStateReusedException()
    : InvalidOperationException("This prover state has answered a challenge already; make a new commitment for every proof.");
