using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe;

/// <summary>
/// An encryption of zero, (b, a) with b = -a s + e, modulo the ciphertext primes and the first special prime, which encryption
/// divides out again so that its noise stays near the rounding error.
/// </summary>
public sealed class PublicKey : IDisposable
{
    /// <summary>Creates a key with undefined contents.</summary>
    internal PublicKey(RlweContext context)
        : this(context, NewPolynomial(context), NewPolynomial(context))
    {
    }

    private PublicKey(RlweContext context, RnsPolynomial b, RnsPolynomial a)
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

    /// <summary>
    /// Whether <see cref="A"/> was expanded from a seed, so that nobody chose it. Under a key with a chosen A, an encryption of zero may hide
    /// nothing.
    /// </summary>
    public bool IsSeeded => Seed is not null;

    /// <summary>32 bytes from which <see cref="A"/> can be expanded again, or null if it was not made from a seed.</summary>
    internal byte[]? Seed => A.Seed;

    /// <inheritdoc/>
    public void Dispose()
    {
        B.Dispose();
        A.Dispose();
    }

    /// <summary>Expands the uniform polynomial from a seed, one stream for each limb.</summary>
    internal void ExpandUniform(ReadOnlySpan<byte> seed)
    {
        for (int i = 0; i < A.LimbCount; i++)
        {
            using var stream = new RandomStream(seed, "AuditNode.Ckks/public-key", (ulong)i);
            UniformSampler.Fill(stream, Context.Basis[i].Value, A.LimbSpan(i));
        }

        A.Seed = seed.ToArray();
    }

    private static RnsPolynomial NewPolynomial(RlweContext context) => new(context.Basis, context.MaxLimbs + 1) { IsNtt = true };

    private static RnsPolynomial Import(RlweContext context, ReadOnlySpan<ulong> residues, string name)
    {
        int n = context.Parameters.Degree, limbs = context.MaxLimbs + 1;
        if (residues.Length != n * limbs)
        {
            throw new RlweParameterException(name, $"A public key polynomial has {limbs} limbs of {n} residues, {n * limbs} in all, not {residues.Length}.");
        }

        RnsPolynomial polynomial = NewPolynomial(context);
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
