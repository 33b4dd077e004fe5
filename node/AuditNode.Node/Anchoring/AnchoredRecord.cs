using AuditNode.Chain;

namespace AuditNode.Node.Anchoring;

/// <summary>A record that is final on the ledger.</summary>
/// <param name="JobId">Its job.</param>
/// <param name="Sequence">Its number in the stream of the job and the institution.</param>
/// <param name="BlockNumber">The block.</param>
public sealed record AnchoredRecord(Bytes32 JobId, long Sequence, ulong BlockNumber);
