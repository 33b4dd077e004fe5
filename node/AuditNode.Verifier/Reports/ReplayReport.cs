using AuditNode.Chain;

namespace AuditNode.Verifier.Reports;

/// <summary>What a replay covered.</summary>
/// <param name="Mode"><c>full</c> or <c>sample</c>.</param>
/// <param name="Beacon">What the sample was drawn from; null for a full replay.</param>
/// <param name="Replayable">Operations that can be replayed at all.</param>
/// <param name="Chosen">Operations that were chosen.</param>
/// <param name="Equal">Operations whose replay gave, bit for bit, what their records say.</param>
/// <param name="Records">The chosen records' hashes, in the order of the trail.</param>
public sealed record ReplayReport(string Mode, Bytes32? Beacon, int Replayable, int Chosen, int Equal, IReadOnlyList<Bytes32> Records);
