namespace AuditNode.Node.Peers;

/// <summary>A message or request is refused.</summary>
/// <param name="reason">Why.</param>
/// <param name="detail">What was found and what to do, one line, without anything that a peer wrote freely.</param>
/// <param name="inner">What was wrong underneath, or null.</param>
public sealed class RefusedException(RefusalReason reason, string detail, Exception? inner = null) : Exception($"{reason.ToCode()}: {detail}", inner)
{
    /// <summary>Why.</summary>
    public RefusalReason Reason { get; } = reason;

    /// <summary>What was found and what to do.</summary>
    public string Detail { get; } = detail;
}
