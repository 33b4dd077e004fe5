namespace AuditNode.Ckks.Ring;

/// <summary>
/// Converts residues modulo q_1..q_k, read as an integer in [-Q/2, Q/2], to residues modulo other primes (Halevi, Polyakov and
/// Shoup 2018, eprint 2018/117, section 2.2).
/// </summary>
/// <remarks>
/// With y_i = x_i (Q/q_i)^-1 mod q_i, x = sum of y_i (Q/q_i) - v Q for v = round(sum of y_i / q_i). The sum is taken in doubles in a
/// fixed order, so every machine finds the same v; within 2^-49 of a half, where rounding may go either way, both results
/// represent x modulo Q.
/// </remarks>
internal sealed unsafe class BasisConverter
{
    /// <summary>Most source primes: the lazily added terms of a 50-bit target stay under 2^53.</summary>
    public const int MaximumSourcePrimes = 10;

    private readonly ulong[] _weights;
    private readonly AlignedBuffer _centred;

    /// <param name="from">One to ten source primes.</param>
    /// <param name="to">Target primes; those among the source primes are never asked for.</param>
    public BasisConverter(Modulus[] from, Modulus[] to)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from.Length, MaximumSourcePrimes);
        ArgumentOutOfRangeException.ThrowIfZero(from.Length);
        From = from;
        To = to;
        PuncturedInverse = new double[from.Length];
        int columns = from.Length + 1;
        _weights = new ulong[columns * to.Length];
        _centred = new AlignedBuffer(columns * to.Length);
        for (int i = 0; i < from.Length; i++)
        {
            PuncturedInverse[i] = ModularArithmetic.Inverse(ProductModulo(from[i].Value, skip: i), from[i].Value);
        }

        for (int j = 0; j < to.Length; j++)
        {
            ulong p = to[j].Value;
            for (int i = 0; i < columns; i++)
            {
                // The last column, times v, takes the multiple of Q away.
                ulong weight = i < from.Length ? ProductModulo(p, skip: i) : (p - ProductModulo(p, skip: -1)) % p;
                _weights[j * columns + i] = weight;
                _centred.Pointer[j * columns + i] = weight > p / 2 ? -(double)(p - weight) : weight;
            }
        }
    }

    public Modulus[] From { get; }

    public Modulus[] To { get; }

    /// <summary>(Q/q_i)^-1 mod q_i.</summary>
    public double[] PuncturedInverse { get; }

    /// <summary>Q/q_i mod p_j for every i, then -Q mod p_j.</summary>
    public ReadOnlySpan<ulong> Weights(int j) => _weights.AsSpan(j * (From.Length + 1), From.Length + 1);

    /// <summary>The same weights, centred.</summary>
    public double* CentredWeights(int j) => _centred.Pointer + j * (From.Length + 1);

    private ulong ProductModulo(ulong modulus, int skip)
    {
        ulong product = 1;
        for (int i = 0; i < From.Length; i++)
        {
            if (i != skip) product = ModularArithmetic.Multiply(product, From[i].Value % modulus, modulus);
        }

        return product;
    }
}
