using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe;

/// <summary>A ternary secret polynomial, kept as evaluations modulo all primes. Dispose overwrites it with zeros.</summary>
public sealed unsafe class SecretKey : IDisposable
{
    private bool _disposed;

    /// <summary>Takes the coefficients of a secret that was made elsewhere.</summary>
    /// <param name="context">Parameters.</param>
    /// <param name="coefficients">N values in {-1, 0, 1}.</param>
    /// <exception cref="RlweParameterException">The length or a value is out of range.</exception>
    public SecretKey(RlweContext context, ReadOnlySpan<sbyte> coefficients)
    {
        if (coefficients.Length != context.Parameters.Degree)
        {
            throw new RlweParameterException(nameof(coefficients),
                $"A secret key has {context.Parameters.Degree} coefficients, not {coefficients.Length}.");
        }

        // One pass without early exit: the message must not say where, nor the time how far.
        int outside = 0;
        foreach (sbyte c in coefficients) outside |= (c + 1) & ~3 | ((c + 1) & ((c + 1) >> 1) & 1);
        if (outside != 0) throw new RlweParameterException(nameof(coefficients), "Every coefficient of a secret key must be -1, 0 or 1.");

        using var secret = new SecretBuffer(coefficients.Length);
        for (int i = 0; i < coefficients.Length; i++) secret.Span[i] = coefficients[i];
        Context = context;
        Polynomial = Expand(context, secret);
    }

    internal SecretKey(RlweContext context, RandomStream stream)
    {
        using var secret = new SecretBuffer(context.Parameters.Degree);
        TernarySampler.Fill(stream, secret.Span);
        Context = context;
        Polynomial = Expand(context, secret);
    }

    /// <summary>Parameters that the key belongs to.</summary>
    public RlweContext Context { get; }

    /// <summary>Evaluations modulo all ciphertext and special primes.</summary>
    internal RnsPolynomial Polynomial
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return field;
        }
    }

    /// <summary>Writes the coefficients, for storing the key; the caller must erase them.</summary>
    /// <param name="destination">Receives N values in {-1, 0, 1}.</param>
    /// <exception cref="ArgumentException">The length is not N.</exception>
    public void CopyCoefficientsTo(Span<sbyte> destination)
    {
        int n = Context.Parameters.Degree;
        if (destination.Length != n) throw new ArgumentException($"The destination must hold {n} values, not {destination.Length}.", nameof(destination));
        using var limb = new SecretBuffer(n);
        new ReadOnlySpan<double>(Polynomial[0], n).CopyTo(limb.Span);
        Context.Basis.Kernels.Inverse(limb.Pointer, Context.Basis.Tables[0]);
        long half = (long)Context.Basis[0].Value / 2, q = (long)Context.Basis[0].Value;
        for (int i = 0; i < n; i++)
        {
            long value = (long)limb.Span[i];
            destination[i] = (sbyte)(value - (q & ((half - value) >> 63)));
        }
    }

    /// <summary>Overwrites the key with zeros.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        Polynomial.Erase();
        _disposed = true;
    }

    private static RnsPolynomial Expand(RlweContext context, SecretBuffer secret)
    {
        RnsBasis basis = context.Basis;
        var polynomial = new RnsPolynomial(basis, basis.Count);
        for (int i = 0; i < basis.Count; i++) basis.Kernels.ReduceSigned(secret.Pointer, polynomial[i], basis.Degree, basis[i]);
        polynomial.ToNtt();
        return polynomial;
    }
}
