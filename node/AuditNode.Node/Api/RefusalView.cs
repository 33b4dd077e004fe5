using AuditNode.Node.Journal;

namespace AuditNode.Node.Api;

/// <summary>What was refused of a peer for one reason.</summary>
/// <param name="Institution">Chain address of the institution whose certificate it came under; absent for all strangers together.</param>
/// <param name="Reason">Why, as docs/peers.md names it.</param>
/// <param name="Count">How often at least.</param>
/// <param name="FirstAt">When it was first written (UTC).</param>
/// <param name="LastAt">When it was last written (UTC).</param>
/// <param name="Message">The last message; absent where it did not get that far.</param>
/// <param name="Detail">What was found of the last one.</param>
public sealed record RefusalView(string? Institution, string Reason, long Count, DateTimeOffset FirstAt, DateTimeOffset LastAt, string? Message, string Detail)
{
    /// <summary>A row of the journal.</summary>
    public static RefusalView Of(PeerRefusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new(refusal.Institution?.ToString(), refusal.Reason, refusal.Count, refusal.FirstAt, refusal.LastAt, refusal.Message, refusal.Detail);
    }
}
