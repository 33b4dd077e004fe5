using AuditNode.Chain.JsonRpc;

namespace AuditNode.Chain.Sending;

/// <summary>What came of handing signed bytes to a node.</summary>
/// <param name="Outcome">What the node made of them.</param>
/// <param name="Rejection">Why it did not take them, where it said so.</param>
/// <param name="Failure">Its answer, or why there is none; null where it took them without a word.</param>
internal readonly record struct SendResult(SendOutcome Outcome, TransactionRejection Rejection = default, RpcException? Failure = null);
