using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks;

/// <summary>CKKS parameters with everything precomputed from them. Immutable and safe to share between threads.</summary>
public sealed class CkksContext
{
    /// <summary>Precomputes the tables.</summary>
    /// <param name="parameters">Parameters.</param>
    /// <param name="instructionSet">Instruction set; by default <see cref="InstructionSets.Default"/>. Results do not depend on it.</param>
    /// <param name="maxDegreeOfParallelism">Threads that work on one operation, at least 1. Results do not depend on it.</param>
    public CkksContext(CkksParameters parameters, InstructionSet? instructionSet = null, int maxDegreeOfParallelism = 1)
    {
        Parameters = parameters;
        Rlwe = new RlweContext(parameters.Rlwe, instructionSet, maxDegreeOfParallelism);
        Fourier = new CanonicalEmbedding(parameters.Rlwe.Degree);
    }

    private CkksContext(CkksContext tables, int maxDegreeOfParallelism)
    {
        Parameters = tables.Parameters;
        Rlwe = tables.Rlwe.WithParallelism(maxDegreeOfParallelism);
        Fourier = tables.Fourier;
    }

    /// <summary>The parameters.</summary>
    public CkksParameters Parameters { get; }

    /// <summary>The ring-LWE part.</summary>
    public RlweContext Rlwe { get; }

    /// <summary>Number of values in a ciphertext: N/2.</summary>
    public int SlotCount => Parameters.SlotCount;

    /// <summary>Limbs of a fresh ciphertext; one more than the number of rescalings.</summary>
    public int MaxLimbs => Rlwe.MaxLimbs;

    internal CanonicalEmbedding Fourier { get; }

    /// <summary>
    /// A context that puts another number of threads to one operation: for work that has not a ciphertext for each thread. Tables are
    /// shared; ciphertexts and keys of either serve with both, and results are the same.
    /// </summary>
    /// <param name="maxDegreeOfParallelism">Threads that work on one operation, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public CkksContext WithParallelism(int maxDegreeOfParallelism) => new(this, maxDegreeOfParallelism);

    /// <summary>What integers must stay below in magnitude: Q/2 for the first limbs, and 2^100, up to which residues are exact.</summary>
    internal double LargestInteger(int limbs)
    {
        double product = 0.5, maximum = Math.ScaleB(1, 100);
        for (int i = 0; i < limbs && product < maximum; i++) product *= Rlwe.Basis[i].AsDouble;
        return Math.Min(product, maximum);
    }

    /// <summary>Checks a number of limbs.</summary>
    internal int CheckLimbs(int? limbs)
    {
        if (limbs is < 1 || limbs > MaxLimbs)
        {
            throw new OperandMismatchException("level", $"{limbs} limbs were asked for, but the parameters have 1 to {MaxLimbs}.");
        }

        return limbs ?? MaxLimbs;
    }
}
