using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Proofs;

/// <summary>
/// What a prover keeps between its commitment and its response: witness and nonces. Answers one challenge, ever, and overwrites itself
/// with zeros when it has; safe for concurrent use in the sense that only one of several calls gets an answer.
/// </summary>
internal sealed class ProverState<TCurve> : IDisposable
    where TCurve : struct, ICurve
{
    private readonly Scalar<TCurve>[] _witness;
    private readonly Scalar<TCurve>[] _nonces;
    private int _used;

    /// <summary>Copies the witness and takes over the nonces, which are zeroed here when they are spent.</summary>
    public ProverState(ReadOnlySpan<Scalar<TCurve>> witness, Scalar<TCurve>[] nonces)
    {
        _witness = GC.AllocateArray<Scalar<TCurve>>(witness.Length, pinned: true);
        witness.CopyTo(_witness);
        _nonces = nonces;
    }

    /// <summary>nonce + challenge * witness, for every scalar.</summary>
    /// <exception cref="ProverStateReusedException">The state was used or disposed.</exception>
    public Scalar<TCurve>[] Respond(in Scalar<TCurve> challenge)
    {
        if (Interlocked.Exchange(ref _used, 1) != 0) throw new ProverStateReusedException();
        var responses = new Scalar<TCurve>[_witness.Length];
        for (int i = 0; i < responses.Length; i++) responses[i] = _nonces[i] + (_witness[i] * challenge);
        Clear();
        return responses;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _used, 1) == 0) Clear();
    }

    private void Clear()
    {
        Scalar<TCurve>.Clear(_witness);
        Scalar<TCurve>.Clear(_nonces);
    }
}
