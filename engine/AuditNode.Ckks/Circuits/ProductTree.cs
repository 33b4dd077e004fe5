using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Circuits;

/// <summary>Multiplies many ciphertexts by a balanced tree: ceil(log2 k) levels for k factors. Safe for concurrent use.</summary>
/// <param name="evaluator">Evaluator.</param>
/// <param name="key">Relinearisation key for as many limbs as the factors have.</param>
public sealed class ProductTree(Evaluator evaluator, RelinearizationKey key)
{
    /// <summary>Levels that the product of a number of factors consumes.</summary>
    /// <param name="factors">At least 1.</param>
    public static int Depth(int factors)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(factors, 1);
        return factors == 1 ? 0 : System.Numerics.BitOperations.Log2((uint)(factors - 1)) + 1;
    }

    /// <summary>The product of all factors, relinearised and rescaled after each multiplication.</summary>
    /// <param name="factors">
    /// At least one ciphertext, in any order of limbs; all are used at the smallest number of limbs among them. They are not changed.
    /// </param>
    /// <param name="destination">Receives the product; may be a factor.</param>
    /// <exception cref="OperandMismatchException">
    /// There is no factor, one was not relinearised, too few limbs are left for the depth, or something belongs to other parameters.
    /// </exception>
    /// <exception cref="MissingKeyException">The key covers fewer limbs than every factor has.</exception>
    public void Multiply(ReadOnlySpan<Ciphertext> factors, Ciphertext destination)
    {
        if (factors.IsEmpty) throw new OperandMismatchException("size", "A product needs at least one factor.");
        Ciphertext shortest = factors[0];
        foreach (Ciphertext factor in factors)
        {
            evaluator.Check(factor, destination);
            Evaluator.CheckSize(factor, 2, "relinearise products before multiplying them");
            if (factor.LimbCount < shortest.LimbCount) shortest = factor;
        }

        int limbs = shortest.LimbCount;
        if (limbs <= Depth(factors.Length))
        {
            throw new OperandMismatchException("level",
                $"A product of {factors.Length} factors consumes {Depth(factors.Length)} levels, but {limbs - 1} are left; use parameters with more levels.");
        }

        if (factors.Length == 1)
        {
            evaluator.DropToLimbs(factors[0], limbs, destination);
            return;
        }

        evaluator.CheckKey(key, shortest);
        Multiply(factors, limbs, destination);
    }

    private void Multiply(ReadOnlySpan<Ciphertext> factors, int limbs, Ciphertext destination)
    {
        // The left half is a full tree, so the depth is minimal; the product happens where the deeper half ends.
        int left = 1 << (Depth(factors.Length) - 1), depth = Depth(left);
        Ciphertext a = evaluator.Rent(), b = evaluator.Rent();
        try
        {
            Ciphertext first = factors[0], second = factors[left];
            if (left > 1)
            {
                Multiply(factors[..left], limbs, a);
                first = a;
            }

            if (factors.Length - left > 1)
            {
                Multiply(factors[left..], limbs, b);
                second = b;
            }

            evaluator.MultiplyAt(first, second, limbs - depth, a);
            evaluator.RelinearizeRescale(a, key, destination);
        }
        finally
        {
            evaluator.Return(a);
            evaluator.Return(b);
        }
    }
}
