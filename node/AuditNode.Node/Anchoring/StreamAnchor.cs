using AuditNode.Chain;

namespace AuditNode.Node.Anchoring;

/// <summary>What the anchorer remembers of a stream between two looks. All of it is found again after a restart.</summary>
internal sealed class StreamAnchor
{
    /// <summary>Whether the journal has to be compared with the ledger before anything is sent: at the start, and after losses.</summary>
    public bool MustCompare { get; set; } = true;

    /// <summary>Why the ledger does not take the next record; null where it does.</summary>
    public HeldStream? Held { get; private set; }

    /// <summary>When it may be tried again, a timestamp of the clock; null for at once.</summary>
    public long? NotBefore { get; private set; }

    public void Hold(Bytes32 job, long sequence, string reason, long notBefore) =>
        (Held, NotBefore) = (new HeldStream(job, sequence, reason), notBefore);

    public void Release() => (Held, NotBefore) = (null, null);
}
