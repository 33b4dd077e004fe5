namespace AuditNode.Node.Api;

/// <summary>Records on their way to the chain.</summary>
/// <param name="Chain">How the chain behaves: unknown, working, unreachable, stalled, refusing or wrong-chain.</param>
/// <param name="Since">Since when it does (UTC).</param>
/// <param name="Reason">Why it does not work, and what to do; absent where it works.</param>
/// <param name="Head">The newest block that was seen.</param>
/// <param name="Pending">Records that are journaled only.</param>
/// <param name="Submitted">Records in transactions that are in no block.</param>
/// <param name="Included">Records in a block that is not final.</param>
/// <param name="Maximum">How many of these three there may be before jobs pause.</param>
/// <param name="Full">Whether jobs pause.</param>
/// <param name="Final">Records that are final.</param>
/// <param name="Reorganizations">How often blocks with records left the chain since the start.</param>
/// <param name="Held">Streams that the ledger does not take, one line each, with the reason.</param>
public sealed record BacklogView(
    string Chain, DateTimeOffset Since, string? Reason, ulong? Head, long Pending, long Submitted, long Included, int Maximum, bool Full,
    long Final, int Reorganizations, IReadOnlyList<string> Held);
