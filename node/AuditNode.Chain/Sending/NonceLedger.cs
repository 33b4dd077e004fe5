namespace AuditNode.Chain.Sending;

/// <summary>Which nonces of an account are taken. Not safe for several threads: its users hold the sender's lock.</summary>
internal sealed class NonceLedger
{
    // Nonces below the chain's are kept for a while, because a reorganisation may lower the chain's.
    private const ulong DeepestReorganization = 1024;

    private readonly SortedSet<ulong> taken = [];
    private readonly HashSet<ulong> foreign = [];

    /// <summary>The lowest nonce that neither the chain nor anything sent from here has used: gaps are filled first.</summary>
    /// <param name="onChain">The account's transactions on the chain.</param>
    public ulong Next(ulong onChain)
    {
        while (taken.Count > 0 && taken.Min + DeepestReorganization < onChain)
            Free(taken.Min);
        var next = onChain;
        while (taken.Contains(next))
            next++;
        return next;
    }

    public void Take(ulong nonce)
    {
        taken.Add(nonce);
        foreign.Remove(nonce);
    }

    /// <summary>Notes that the node has a transaction of this nonce that was not sent from here.</summary>
    public void TakeForeign(ulong nonce)
    {
        taken.Add(nonce);
        foreign.Add(nonce);
    }

    /// <summary>Gives back a nonce whose transaction no node took.</summary>
    public void Free(ulong nonce)
    {
        taken.Remove(nonce);
        foreign.Remove(nonce);
    }

    public bool IsTaken(ulong nonce) => taken.Contains(nonce);

    public bool IsForeign(ulong nonce) => foreign.Contains(nonce);
}
