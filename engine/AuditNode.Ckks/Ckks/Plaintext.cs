using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks;

/// <summary>
/// An encoded vector: a polynomial of evaluations and its scale. Dispose overwrites it with zeros, since it may be private data, and
/// returns the memory to the pool.
/// </summary>
public sealed unsafe class Plaintext : IDisposable
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

    /// <summary>Adds integers to the coefficients of the encoded polynomial, exactly: noise, for instance, in units of 1/scale.</summary>
    /// <param name="coefficients">N integers.</param>
    /// <exception cref="OperandMismatchException">There are not N integers.</exception>
    public void AddIntegers(ReadOnlySpan<long> coefficients)
    {
        RnsBasis basis = Context.Rlwe.Basis;
        if (coefficients.Length != basis.Degree)
            throw new OperandMismatchException("coefficients", $"There are {coefficients.Length} integers, but must be one for each of {basis.Degree} coefficients.");
        var added = new RnsPolynomial(basis, LimbCount);
        try
        {
            for (int i = 0; i < LimbCount; i++)
            {
                long prime = (long)basis[i].Value;
                Span<double> limb = added.LimbSpan(i);
                for (int k = 0; k < limb.Length; k++)
                {
                    long residue = coefficients[k] % prime;
                    limb[k] = residue + ((residue >> 63) & prime);
                }
            }

            added.ToNtt();
            for (int i = 0; i < LimbCount; i++) basis.Kernels.Add(Polynomial[i], added[i], Polynomial[i], basis.Degree, basis[i]);
        }
        finally
        {
            added.Erase();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Polynomial.Erase();
}
