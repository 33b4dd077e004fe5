namespace AuditNode.Chain.Sending;

/// <summary>What the tracker remembers of a transaction between two looks at the chain.</summary>
internal sealed class WatchNotes
{
    /// <summary>When the newest version was signed (a timestamp of the clock); null where that was in another process.</summary>
    public long? SignedAt { get; set; }

    /// <summary>The chain's head when the newest version was first sent; null before.</summary>
    public ulong? HeadAtSigning { get; set; }

    /// <summary>When it was last sent; null where it must be sent at once.</summary>
    public long? SentAt { get; set; }

    /// <summary>Whether the node wants higher fees for it.</summary>
    public bool IsUnderpriced { get; set; }

    /// <summary>The chain's head when the nonce was first seen used without a receipt; null while it is free.</summary>
    public ulong? NonceUsedSince { get; set; }

    /// <summary>When that was.</summary>
    public long NonceUsedAt { get; set; }

    /// <summary>What to do when it is in a block for the first time, or has ended; once.</summary>
    public Action? OnLanded { get; set; }

    public void Land()
    {
        OnLanded?.Invoke();
        OnLanded = null;
    }
}
