using System.Collections.Concurrent;

namespace AuditNode.Ckks.Ring;

/// <summary>
/// The ring Z[X]/(X^N + 1) modulo a product of distinct primes, with the tables of its transforms. Immutable and safe to
/// share between threads.
/// </summary>
public sealed class RnsBasis
{
    /// <summary>Smallest ring degree: below it the transforms would not start with a pass of radix 8 on every vector width.</summary>
    public const int MinimumDegree = 1024;

    /// <summary>Largest ring degree for which the growth of the lazy transforms is bounded.</summary>
    public const int MaximumDegree = 65536;

    private readonly ConcurrentDictionary<uint, Automorphism> _automorphisms;
    private readonly Lazy<double[][]> _inverses;

    /// <summary>Creates the ring.</summary>
    /// <param name="degree">N, a power of two from 1024 to 65536.</param>
    /// <param name="primes">Distinct primes of 20 to 50 bits that are 1 modulo 2N, at most 64.</param>
    /// <param name="instructionSet">Instruction set of the arithmetic; by default <see cref="InstructionSets.Default"/>.</param>
    /// <param name="maxDegreeOfParallelism">Threads that work on the limbs of one operation, at least 1.</param>
    /// <exception cref="ArgumentException">A value is out of range, or a prime is repeated or unsuitable.</exception>
    public RnsBasis(int degree, ReadOnlySpan<ulong> primes, InstructionSet? instructionSet = null, int maxDegreeOfParallelism = 1)
    {
        if (degree is < MinimumDegree or > MaximumDegree || !System.Numerics.BitOperations.IsPow2(degree))
        {
            throw new ArgumentOutOfRangeException(nameof(degree), degree,
                $"The ring degree must be a power of two from {MinimumDegree} to {MaximumDegree}.");
        }

        if (primes.Length is 0 or > 64)
        {
            throw new ArgumentOutOfRangeException(nameof(primes), primes.Length, "A ring needs 1 to 64 primes.");
        }

        Degree = degree;
        LimbStride = degree + 64;
        InstructionSet = instructionSet ?? InstructionSets.Default;
        Kernels = RingKernels.For(InstructionSet);
        Scheduler = new LimbScheduler(maxDegreeOfParallelism);
        _automorphisms = new ConcurrentDictionary<uint, Automorphism>();
        Moduli = new Modulus[primes.Length];
        Tables = new NttTables[primes.Length];
        for (int i = 0; i < primes.Length; i++)
        {
            if (primes[..i].Contains(primes[i])) throw new ArgumentException($"Prime {primes[i]} occurs twice; each may occur once.", nameof(primes));
            Moduli[i] = new Modulus(primes[i]);
            if (primes[i] % (2 * (ulong)degree) != 1) throw new ArgumentException($"Prime {primes[i]} must be 1 modulo {2 * degree}; {nameof(NttPrimes)} finds such primes.", nameof(primes));
        }

        Parallel.For(0, Moduli.Length, i => Tables[i] = new NttTables(Moduli[i], degree));
        Pool = new BufferPool(LimbStride);
        _inverses = new(() => [.. Moduli.Select((q, k) =>
            Moduli[..k].Select(p => (double)ModularArithmetic.Inverse(p.Value % q.Value, q.Value)).ToArray())]);
    }

    private RnsBasis(RnsBasis tables, int maxDegreeOfParallelism)
    {
        (Degree, LimbStride, InstructionSet, Kernels) = (tables.Degree, tables.LimbStride, tables.InstructionSet, tables.Kernels);
        (Moduli, Tables, Pool, _inverses, _automorphisms) = (tables.Moduli, tables.Tables, tables.Pool, tables._inverses, tables._automorphisms);
        Scheduler = new LimbScheduler(maxDegreeOfParallelism);
    }

    /// <summary>N: number of coefficients.</summary>
    public int Degree { get; }

    /// <summary>Instruction set of the arithmetic.</summary>
    public InstructionSet InstructionSet { get; }

    /// <summary>Number of primes.</summary>
    public int Count => Moduli.Length;

    /// <summary>The i-th prime.</summary>
    public Modulus this[int index] => Moduli[index];

    internal Modulus[] Moduli { get; }

    internal NttTables[] Tables { get; }

    internal RingKernels Kernels { get; }

    internal LimbScheduler Scheduler { get; }

    internal BufferPool Pool { get; }

    /// <summary>
    /// Doubles from one limb to the next. The 64 beyond N keep equal coefficients of different limbs out of the same cache
    /// set, which a power of two would map them to.
    /// </summary>
    internal int LimbStride { get; }

    /// <summary>The same ring with another number of threads for an operation; tables and memory are shared.</summary>
    /// <param name="maxDegreeOfParallelism">Threads that work on the limbs of one operation, at least 1.</param>
    internal RnsBasis WithParallelism(int maxDegreeOfParallelism) => new(this, maxDegreeOfParallelism);

    /// <summary>q_j^-1 mod q_k for j below k, made when first asked for.</summary>
    internal double InverseModulo(int j, int k) => _inverses.Value[k][j];

    /// <summary>The automorphism X -> X^element, made once.</summary>
    internal Automorphism GetAutomorphism(uint element) => _automorphisms.GetOrAdd(element, static (e, n) => new Automorphism(n, e), Degree);
}
