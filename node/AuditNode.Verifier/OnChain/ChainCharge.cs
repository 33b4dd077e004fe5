using AuditNode.Chain;

namespace AuditNode.Verifier.OnChain;

/// <summary>A charge of a dataset's privacy budget.</summary>
/// <param name="Owner">The data holder.</param>
/// <param name="DatasetId">The dataset.</param>
/// <param name="Sequence">The owner's record that describes the release.</param>
/// <param name="RhoUnits">What was charged, in units of 1e-12.</param>
/// <param name="Place">Where on the chain.</param>
public sealed record ChainCharge(Address Owner, Bytes32 DatasetId, ulong Sequence, UInt128 RhoUnits, ChainPlace Place);
