using AuditNode.Ckks;
using AuditNode.Ckks.Circuits;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>
/// Products that take a given number of levels, whatever the number of factors, and whose scale depends on those levels only: a factor without a
/// partner is multiplied by 1. Used by one thread at a time.
/// </summary>
/// <param name="evaluator">Evaluator.</param>
/// <param name="key">Relinearisation key.</param>
internal sealed class LevelProduct(Evaluator evaluator, RelinearizationKey key) : IDisposable
{
    private readonly List<Ciphertext> _scratch = [];

    /// <summary>The scale after a number of levels.</summary>
    /// <param name="scale">Of the factors.</param>
    /// <param name="primes">Of the ciphertexts.</param>
    /// <param name="limbs">Of the factors.</param>
    /// <param name="levels">Levels.</param>
    public static double Scale(double scale, ReadOnlySpan<ulong> primes, int limbs, int levels)
    {
        for (int level = 0; level < levels; level++) scale = scale * scale / primes[limbs - 1 - level];
        return scale;
    }

    /// <summary>Multiplies factors of equal limbs and scale.</summary>
    /// <param name="factors">At least one.</param>
    /// <param name="levels">At least the depth of their product.</param>
    /// <param name="destination">Receives the product; not one of the factors.</param>
    public void Multiply(ReadOnlySpan<Ciphertext> factors, int levels, Ciphertext destination)
    {
        if (factors.Length == 1)
        {
            factors[0].CopyTo(destination);
            for (int level = 0; level < levels; level++)
            {
                evaluator.MultiplyScalar(destination, 1, destination.Scale, destination);
                evaluator.Rescale(destination, destination);
            }

            return;
        }

        int half = 1 << (ProductTree.Depth(factors.Length) - 1);
        Ciphertext right = Rent(levels);
        Multiply(factors[..half], levels - 1, destination);
        Multiply(factors[half..], levels - 1, right);
        evaluator.MultiplyRelinearizeRescale(destination, right, key, destination);
    }

    public void Dispose()
    {
        foreach (Ciphertext ciphertext in _scratch) ciphertext.Dispose();
    }

    private Ciphertext Rent(int levels)
    {
        while (_scratch.Count <= levels) _scratch.Add(new Ciphertext(evaluator.Context));
        return _scratch[levels];
    }
}
