using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe;

/// <summary>
/// An encryption of zero, (b, a) with b = -a s + e, modulo the ciphertext primes and the first special prime, which encryption
/// divides out again so that its noise stays near the rounding error.
/// </summary>
public sealed class PublicKey : IDisposable
{
    internal PublicKey(RlweContext context, RnsPolynomial b, RnsPolynomial a)
    {
        Context = context;
        B = b;
        A = a;
    }

    /// <summary>Takes the residues of a key that was made elsewhere, as evaluations.</summary>
    /// <param name="context">Parameters.</param>
    /// <param name="b">For each ciphertext prime, then the first special prime: N residues in bit-reversed evaluation order.</param>
    /// <param name="a">Likewise for the second polynomial.</param>
    /// <exception cref="RlweParameterException">A length or residue is out of range.</exception>
    public PublicKey(RlweContext context, ReadOnlySpan<ulong> b, ReadOnlySpan<ulong> a)
        : this(context, Import(context, b, nameof(b)), Import(context, a, nameof(a)))
    {
    }

    /// <summary>Parameters that the key belongs to.</summary>
    public RlweContext Context { get; }

    /// <summary>-a s + e.</summary>
    public RnsPolynomial B { get; }

    /// <summary>The uniform polynomial.</summary>
    public RnsPolynomial A { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        B.Dispose();
        A.Dispose();
    }

    private static RnsPolynomial Import(RlweContext context, ReadOnlySpan<ulong> residues, string name)
    {
        int n = context.Parameters.Degree, limbs = context.MaxLimbs + 1;
        if (residues.Length != n * limbs)
        {
            throw new RlweParameterException(name, $"A public key polynomial has {limbs} limbs of {n} residues, {n * limbs} in all, not {residues.Length}.");
        }

        var polynomial = new RnsPolynomial(context.Basis, limbs) { IsNtt = true };
        for (int i = 0; i < limbs; i++)
        {
            ReadOnlySpan<ulong> limb = residues.Slice(i * n, n);
            ulong q = context.Basis[i].Value;
            foreach (ulong r in limb)
            {
                if (r < q) continue;
                polynomial.Dispose();
                throw new RlweParameterException(name, $"Residue {r} of limb {i} must be below {q}.");
            }

            polynomial.SetLimb(i, limb);
        }

        return polynomial;
    }
}
