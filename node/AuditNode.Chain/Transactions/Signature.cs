namespace AuditNode.Chain.Transactions;

/// <summary>An ECDSA signature over secp256k1 with what it takes to recover the public key from it (Yellow Paper, appendix F).</summary>
/// <param name="R">The x coordinate of the nonce's point.</param>
/// <param name="S">The response.</param>
/// <param name="IsYOdd">Whether that point's y is odd: yParity 1, or v = 28.</param>
public readonly record struct Signature(Bytes32 R, Bytes32 S, bool IsYOdd)
{
    /// <summary>0 or 1.</summary>
    public byte YParity => IsYOdd ? (byte)1 : (byte)0;

    /// <summary>Whether r is in 1 .. n - 1 and s in 1 .. n/2, which blocks require of transactions (EIP-2).</summary>
    public bool IsCanonical
    {
        get
        {
            var s = Secp256k1.Scalar(S.ToArray());
            return Secp256k1.IsScalar(Secp256k1.Scalar(R.ToArray())) && s.SignValue > 0 && s.CompareTo(Secp256k1.HalfOrder) <= 0;
        }
    }

    /// <summary>The key that made this signature of a hash. Takes large s too, as the ecrecover precompile does.</summary>
    /// <returns>Whether there is such a key.</returns>
    public bool TryRecover(Bytes32 hash, out PublicKey publicKey)
    {
        publicKey = default;
        var (r, s) = (Secp256k1.Scalar(R.ToArray()), Secp256k1.Scalar(S.ToArray()));
        if (!Secp256k1.IsScalar(r) || !Secp256k1.IsScalar(s))
            return false;
        var point = Secp256k1.Recover(Secp256k1.Scalar(hash.ToArray()), r, s, IsYOdd);
        if (point is null)
            return false;
        publicKey = PublicKey.FromPoint(point);
        return true;
    }
}
