namespace AuditNode.Ckks.Ring;

/// <summary>
/// Powers of the minimal primitive 2N-th root of unity modulo one prime, in bit-reversed order, for the negacyclic transform.
/// </summary>
/// <remarks>
/// Same root and order as Microsoft SEAL: the forward transform takes coefficients in natural order and leaves evaluation
/// i at the root's power 2 * bitreverse(i) + 1.
/// </remarks>
internal sealed unsafe class NttTables
{
    private readonly Lazy<PortableTwiddles> _portable;

    /// <param name="modulus">A prime that is 1 modulo 2N.</param>
    /// <param name="degree">N, a power of two of at least <see cref="RnsBasis.MinimumDegree"/>.</param>
    public NttTables(Modulus modulus, int degree)
    {
        Modulus = modulus;
        Degree = degree;
        LogDegree = System.Numerics.BitOperations.Log2((uint)degree);
        ulong p = modulus.Value;
        Root = ModularArithmetic.MinimalPrimitiveRoot(2UL * (ulong)degree, p);
        InverseDegree = ModularArithmetic.Inverse((ulong)degree, p);
        var powers = new ulong[degree];
        var inverses = new ulong[degree];
        ulong power = 1, inverse = 1, inverseRoot = ModularArithmetic.Inverse(Root, p);
        for (int i = 0; i < degree; i++)
        {
            int slot = BitReverse(i, LogDegree);
            powers[slot] = power;
            inverses[slot] = inverse;
            power = ModularArithmetic.Multiply(power, Root, p);
            inverse = ModularArithmetic.Multiply(inverse, inverseRoot, p);
        }

        Forward = new AlignedBuffer(degree);
        Inverse = new AlignedBuffer(degree);
        for (int i = 0; i < degree; i++)
        {
            Forward.Pointer[i] = Centre(powers[i], p);
            Inverse.Pointer[i] = Centre(inverses[i], p);
        }

        CentredInverseDegree = Centre(InverseDegree, p);
        LastInverse = Centre(ModularArithmetic.Multiply(inverses[1], InverseDegree, p), p);
        _portable = new(() => new PortableTwiddles(powers, inverses, this));
    }

    /// <summary>The prime.</summary>
    public Modulus Modulus { get; }

    /// <summary>N.</summary>
    public int Degree { get; }

    /// <summary>log2 N.</summary>
    public int LogDegree { get; }

    /// <summary>The minimal primitive 2N-th root of unity.</summary>
    public ulong Root { get; }

    /// <summary>N^-1 mod p.</summary>
    public ulong InverseDegree { get; }

    /// <summary>Root powers, centred in (-p/2, p/2): half the magnitude is half the rounding error of the lazy product.</summary>
    public AlignedBuffer Forward { get; }

    /// <summary>Inverse root powers, centred.</summary>
    public AlignedBuffer Inverse { get; }

    /// <summary>N^-1 mod p, centred.</summary>
    public double CentredInverseDegree { get; }

    /// <summary>Twiddle of the inverse transform's last stage times N^-1, centred.</summary>
    public double LastInverse { get; }

    /// <summary>The same powers as integers with their Shoup quotients; made when a portable transform first asks.</summary>
    public PortableTwiddles Portable => _portable.Value;

    /// <summary>Reverses the lowest <paramref name="bits"/> bits.</summary>
    public static int BitReverse(int value, int bits)
    {
        int reversed = 0;
        for (int i = 0; i < bits; i++) reversed |= ((value >> i) & 1) << (bits - 1 - i);
        return reversed;
    }

    private static double Centre(ulong value, ulong p) => value > p / 2 ? -(double)(p - value) : value;
}

/// <summary>Twiddles as integers: w and floor(w * 2^64 / p) (Shoup), for the portable transform.</summary>
internal sealed class PortableTwiddles
{
    public PortableTwiddles(ulong[] forward, ulong[] inverse, NttTables tables)
    {
        ulong p = tables.Modulus.Value;
        Forward = forward;
        Inverse = inverse;
        ForwardQuotients = Array.ConvertAll(forward, w => Quotient(w, p));
        InverseQuotients = Array.ConvertAll(inverse, w => Quotient(w, p));
        InverseDegreeQuotient = Quotient(tables.InverseDegree, p);
    }

    public ulong[] Forward { get; }

    public ulong[] ForwardQuotients { get; }

    public ulong[] Inverse { get; }

    public ulong[] InverseQuotients { get; }

    public ulong InverseDegreeQuotient { get; }

    private static ulong Quotient(ulong w, ulong p) => (ulong)(((UInt128)w << 64) / p);
}
