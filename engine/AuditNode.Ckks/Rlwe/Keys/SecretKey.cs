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

    private SecretKey(RlweContext context, SecretBuffer secret)
    {
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

    /// <summary>Takes the residues of a secret that was made elsewhere, as evaluations.</summary>
    /// <param name="context">Parameters.</param>
    /// <param name="evaluations">
    /// For each of the first primes of the basis, one at least: N residues in bit-reversed evaluation order. Erasing them is up to
    /// the caller.
    /// </param>
    /// <exception cref="RlweParameterException">
    /// The length is out of range, or the residues are not those of one polynomial with coefficients in {-1, 0, 1}.
    /// </exception>
    public static SecretKey FromEvaluations(RlweContext context, ReadOnlySpan<ulong> evaluations)
    {
        RnsBasis basis = context.Basis;
        int n = basis.Degree, limbs = evaluations.Length / n;
        if (evaluations.Length % n != 0 || limbs < 1 || limbs > basis.Count)
        {
            throw new RlweParameterException(nameof(evaluations),
                $"A secret key has {n} evaluations modulo each of 1 to {basis.Count} primes, not {evaluations.Length} in all.");
        }

        using var secret = new SecretBuffer(n);
        for (int i = 0; i < n; i++) secret.Span[i] = evaluations[i];
        ToCoefficients(basis, secret);
        double outside = 0;
        foreach (double c in secret.Span) outside = Math.Max(outside, Math.Abs(c));

        // Comparing all residues with those of what was found also refuses residues that are not below their prime.
        var key = new SecretKey(context, secret);
        ulong difference = outside <= 1 ? 0UL : 1UL;
        for (int limb = 0; limb < limbs; limb++)
        {
            double* x = key.Polynomial[limb];
            for (int i = 0; i < n; i++) difference |= (ulong)x[i] ^ evaluations[limb * n + i];
        }

        if (difference == 0) return key;
        key.Dispose();
        throw new RlweParameterException(nameof(evaluations),
            "The evaluations must be those of one polynomial with coefficients -1, 0 and 1 modulo every prime, in bit-reversed order.");
    }

    /// <summary>Writes the evaluations modulo one prime, in bit-reversed order; the caller must erase them.</summary>
    /// <param name="prime">Index of the prime in the basis: ciphertext primes first, then special primes.</param>
    /// <param name="destination">Receives N residues.</param>
    /// <exception cref="ArgumentException">The index or the length is out of range.</exception>
    public void CopyEvaluationsTo(int prime, Span<ulong> destination) => Polynomial.CopyLimbTo(prime, destination);

    /// <summary>Writes the coefficients, for storing the key; the caller must erase them.</summary>
    /// <param name="destination">Receives N values in {-1, 0, 1}.</param>
    /// <exception cref="ArgumentException">The length is not N.</exception>
    public void CopyCoefficientsTo(Span<sbyte> destination)
    {
        int n = Context.Parameters.Degree;
        if (destination.Length != n) throw new ArgumentException($"The destination must hold {n} values, not {destination.Length}.", nameof(destination));
        using var limb = new SecretBuffer(n);
        new ReadOnlySpan<double>(Polynomial[0], n).CopyTo(limb.Span);
        ToCoefficients(Context.Basis, limb);
        for (int i = 0; i < n; i++) destination[i] = (sbyte)limb.Span[i];
    }

    /// <summary>Overwrites the key with zeros.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        Polynomial.Erase();
        _disposed = true;
    }

    /// <summary>Replaces evaluations modulo the first prime by coefficients in (-q/2, q/2), without a branch on them.</summary>
    private static void ToCoefficients(RnsBasis basis, SecretBuffer limb)
    {
        basis.Kernels.Inverse(limb.Pointer, basis.Tables[0]);
        long half = (long)basis[0].Value / 2, q = (long)basis[0].Value;
        foreach (ref double x in limb.Span)
        {
            long value = (long)x;
            x = value - (q & ((half - value) >> 63));
        }
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
