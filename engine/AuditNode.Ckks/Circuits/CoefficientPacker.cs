using System.Numerics;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Circuits;

/// <summary>
/// Merges the constant coefficients of up to 2^p ciphertexts into one (Chen, Dai, Kim and Song 2020, eprint 2020/015, section 3.2): the constant
/// coefficient of an encoded real vector is its scale times the mean of its slots, so this sums all slots of every ciphertext and
/// collects the sums, with p keys and 2^p - 1 key switches. Safe for concurrent use.
/// </summary>
/// <remarks>
/// With even and odd outputs merged at stride 2S, even + X^S odd + sigma(even - X^S odd) for sigma = X -> X^(N/S + 1) has them merged at
/// stride S and doubled: sigma keeps X^(2S), and turns X^S to -X^S, so it doubles what is wanted and cancels what would be in the way.
/// The coefficients between the outputs are left over from the inputs: show nobody more than <see cref="CoefficientCiphertext"/> does.
/// </remarks>
/// <param name="evaluator">Evaluator.</param>
/// <param name="keys">Galois keys for <see cref="GaloisElements"/> and the limbs of the outputs.</param>
public sealed class CoefficientPacker(Evaluator evaluator, GaloisKeys keys)
{
    /// <summary>The elements that packing needs keys for: 3, 5, 9, ..., 2^p + 1.</summary>
    /// <param name="degree">N, a power of two.</param>
    /// <param name="outputs">1 to N; 2^p is the smallest power of two that is not below it.</param>
    /// <exception cref="OperandMismatchException">The number of outputs is out of range.</exception>
    public static uint[] GaloisElements(int degree, int outputs)
    {
        int levels = Levels(degree, outputs);
        return [.. Enumerable.Range(1, levels).Select(l => (1u << l) + 1)];
    }

    /// <inheritdoc cref="CoefficientCiphertext.Stride"/>
    public static int Stride(int degree, int outputs) => CoefficientCiphertext.Stride(degree, outputs);

    /// <summary>
    /// Packs: the coefficient at o * <see cref="Stride"/> of the result is 2^p times the constant coefficient of output o; with n outputs,
    /// those from n up to 2^p count as zero. In value: 2^(p+1) / N times the sum over all slots, if these are real.
    /// </summary>
    /// <param name="outputs">1 to N relinearised ciphertexts of equal limbs and scale; not changed.</param>
    /// <param name="destination">Receives the result with their limbs and scale; may be one of them.</param>
    /// <param name="maxDegreeOfParallelism">Merges that run side by side, at least 1; the result is the same for any number.</param>
    /// <exception cref="ArgumentOutOfRangeException">That is below 1.</exception>
    /// <exception cref="OperandMismatchException">There is no output, or limbs, scales or parameters differ.</exception>
    /// <exception cref="MissingKeyException">There is no key for an element, or it covers fewer limbs.</exception>
    public void Pack(ReadOnlySpan<Ciphertext> outputs, Ciphertext destination, int maxDegreeOfParallelism = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDegreeOfParallelism, 1);
        int degree = evaluator.Context.Parameters.Rlwe.Degree;
        uint[] elements = GaloisElements(degree, outputs.Length);
        foreach (Ciphertext output in outputs)
        {
            evaluator.Check(output, destination);
            Evaluator.CheckSize(output, 2, "relinearise it first");
            Evaluator.CheckSameLevel(outputs[0].LimbCount, output.LimbCount);
            Evaluator.CheckSameScale(outputs[0].Scale, output.Scale);
        }

        evaluator.CheckKeys(keys, elements, outputs[0].LimbCount);
        if (elements.Length == 0)
        {
            outputs[0].CopyTo(destination);
            return;
        }

        Merge(outputs.ToArray(), 0, 1, elements.Length, maxDegreeOfParallelism, destination);
    }

    private static int Levels(int degree, int outputs) => BitOperations.Log2((uint)(degree / Stride(degree, outputs)));

    /// <summary>Merges the 2^level outputs first, first + step, first + 2 step, ....</summary>
    private void Merge(Ciphertext[] outputs, int first, int step, int level, int parallelism, Ciphertext destination)
    {
        Ciphertext a = evaluator.Rent(), b = evaluator.Rent();
        try
        {
            if (first + step < outputs.Length)
            {
                (Ciphertext even, Ciphertext odd) = (outputs[first], outputs[first + step]);
                if (level > 1)
                {
                    (even, odd) = (a, b);
                    Both(parallelism,
                        share => Merge(outputs, first, 2 * step, level - 1, share, a),
                        share => Merge(outputs, first + step, 2 * step, level - 1, share, b));
                }

                evaluator.MultiplyMonomial(odd, evaluator.Context.Parameters.Rlwe.Degree >> level, b);
                // The destination may be an output that is still to be read on this level: it is written last.
                Ciphertext sum = evaluator.Rent();
                try
                {
                    evaluator.Add(even, b, sum);
                    evaluator.Subtract(even, b, b);
                    evaluator.ApplyGalois(b, (1u << level) + 1, keys, b);
                    evaluator.Add(sum, b, destination);
                }
                finally
                {
                    evaluator.Return(sum);
                }
            }
            else
            {
                Ciphertext even = outputs[first];
                if (level > 1) Merge(outputs, first, 2 * step, level - 1, parallelism, even = a);
                evaluator.ApplyGalois(even, (1u << level) + 1, keys, b);
                evaluator.Add(even, b, destination);
            }
        }
        finally
        {
            evaluator.Return(a);
            evaluator.Return(b);
        }
    }

    private static void Both(int parallelism, Action<int> one, Action<int> other)
    {
        if (parallelism > 1)
        {
            Parallel.Invoke(() => one((parallelism + 1) / 2), () => other(parallelism / 2));
            return;
        }

        one(1);
        other(1);
    }
}
