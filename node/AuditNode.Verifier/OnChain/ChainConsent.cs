using AuditNode.Chain;

namespace AuditNode.Verifier.OnChain;

/// <summary>A data holder's consent to a job.</summary>
/// <param name="Institution">Who consented.</param>
/// <param name="SpecHash">To which specification.</param>
/// <param name="Place">Where on the chain.</param>
public sealed record ChainConsent(Address Institution, Bytes32 SpecHash, ChainPlace Place);
