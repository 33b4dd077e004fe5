using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe.KeySwitching;

namespace AuditNode.Ckks.Rlwe;

/// <summary>Parameters with everything precomputed from them. Immutable and safe to share between threads.</summary>
/// <remarks>The basis holds the ciphertext primes first, then the special primes.</remarks>
public sealed class RlweContext
{
    private readonly Lazy<KeySwitchingTables>[] _tables;

    /// <summary>Precomputes the tables: some megabytes for each prime.</summary>
    /// <param name="parameters">Checked parameters.</param>
    /// <param name="instructionSet">Instruction set; by default <see cref="InstructionSets.Default"/>.</param>
    /// <param name="maxDegreeOfParallelism">Threads that work on one operation, at least 1; results do not depend on it.</param>
    public RlweContext(RlweParameters parameters, InstructionSet? instructionSet = null, int maxDegreeOfParallelism = 1)
    {
        Parameters = parameters;
        ulong[] primes = [.. parameters.CiphertextPrimes, .. parameters.SpecialPrimes];
        Basis = new RnsBasis(parameters.Degree, primes, instructionSet, maxDegreeOfParallelism);
        _tables = [.. Enumerable.Range(1, MaxLimbs).Select(m =>
            new Lazy<KeySwitchingTables>(() => new KeySwitchingTables(KeySwitchingShape.Choose(parameters, m), Basis)))];
        InverseFirstSpecial = [.. parameters.CiphertextPrimes.ToArray().Select(q =>
            (double)ModularArithmetic.Inverse(parameters.SpecialPrimes[0] % q, q))];
        KeySwitcher = new KeySwitcher(this);
        ErrorSampler = new DiscreteGaussianSampler(RlweParameters.ErrorDeviation);
    }

    private RlweContext(RlweContext tables, int maxDegreeOfParallelism)
    {
        Parameters = tables.Parameters;
        Basis = tables.Basis.WithParallelism(maxDegreeOfParallelism);
        (_tables, InverseFirstSpecial, ErrorSampler) = (tables._tables, tables.InverseFirstSpecial, tables.ErrorSampler);
        KeySwitcher = new KeySwitcher(this);
    }

    /// <summary>The parameters.</summary>
    public RlweParameters Parameters { get; }

    /// <summary>Ring over the ciphertext primes and then the special primes.</summary>
    public RnsBasis Basis { get; }

    /// <summary>Number of ciphertext primes: limbs of a fresh ciphertext.</summary>
    public int MaxLimbs => Parameters.CiphertextPrimes.Length;

    /// <summary>p_0^-1 modulo every ciphertext prime.</summary>
    internal double[] InverseFirstSpecial { get; }

    internal KeySwitcher KeySwitcher { get; }

    internal DiscreteGaussianSampler ErrorSampler { get; }

    /// <summary>The same parameters with another number of threads for an operation; tables are shared.</summary>
    /// <param name="maxDegreeOfParallelism">Threads that work on one operation, at least 1.</param>
    internal RlweContext WithParallelism(int maxDegreeOfParallelism) => new(this, maxDegreeOfParallelism);

    /// <summary>Constants of key switching with a key for up to m limbs.</summary>
    internal KeySwitchingTables GetTables(int keyLimbs) => _tables[keyLimbs - 1].Value;

    /// <summary>Checks that something belongs to the same parameters.</summary>
    /// <exception cref="OperandMismatchException">It does not.</exception>
    internal void CheckSame(RlweContext other, string what)
    {
        if (!ReferenceEquals(this, other) && !Parameters.Equals(other.Parameters))
        {
            throw new OperandMismatchException("parameters",
                $"The {what} belongs to other parameters ({other.Parameters}) than expected ({Parameters}); use one context throughout.");
        }
    }
}
