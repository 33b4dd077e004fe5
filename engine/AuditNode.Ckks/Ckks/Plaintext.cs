using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks;

/// <summary>
/// An encoded vector: a polynomial of evaluations and its scale. Dispose overwrites it with zeros, since it may be private data, and
/// returns the memory to the pool.
/// </summary>
public sealed class Plaintext : IDisposable
{
    /// <summary>Creates an empty plaintext, to be filled by an encoder or a decryptor.</summary>
    /// <param name="context">Parameters.</param>
    public Plaintext(CkksContext context)
    {
        Context = context;
        Polynomial = new RnsPolynomial(context.Rlwe.Basis, context.MaxLimbs) { IsNtt = true };
        Polynomial.LimbSpan(0).Clear();
    }

    /// <summary>Parameters that the plaintext belongs to.</summary>
    public CkksContext Context { get; }

    /// <summary>Evaluations of the encoded polynomial.</summary>
    public RnsPolynomial Polynomial { get; }

    /// <summary>Number of limbs.</summary>
    public int LimbCount => Polynomial.LimbCount;

    /// <summary>Factor from reals to integers.</summary>
    public double Scale { get; internal set; } = 1;

    /// <inheritdoc/>
    public void Dispose() => Polynomial.Erase();
}
