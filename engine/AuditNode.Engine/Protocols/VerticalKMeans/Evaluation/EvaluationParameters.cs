using System.Numerics;
using AuditNode.Ckks;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>A candidate for the parameters of a plan.</summary>
/// <param name="Depth">Limbs at every stage.</param>
/// <param name="Layout">Where records lie.</param>
/// <param name="Ckks">Degree, primes and scale.</param>
/// <param name="RelinearizationLimbs">Limbs for which relinearisation keys are made.</param>
internal sealed record EvaluationParameters(CircuitDepth Depth, SlotLayout Layout, CkksParameters Ckks, IReadOnlyList<int> RelinearizationLimbs)
{
    /// <summary>
    /// Bits of the prime that the linear form is divided by, hence of its coefficients: y is off by less than 2^-24 because of their rounding.
    /// </summary>
    public const int FormPrimeBits = 25;

    private const int SmallestPrimeBits = 22;

    /// <summary>Most ciphertexts of masked features that are kept.</summary>
    private const int MostMaskedFeatures = 128;

    /// <summary>Chooses primes: q_0 leaves room for the sums, then one of the scale's size a level, and the linear form's on top.</summary>
    /// <exception cref="RlweParameterException">There are no such primes, or they are too many for the degree.</exception>
    public static EvaluationParameters Create(EvaluationRequest request, int degree, int scaleBits, int? digitSize)
    {
        CircuitDepth depth = CircuitDepth.Of(request.Polynomial.Degree, request.Clusters);
        bool mayRepeat = request.Clusters * request.Features <= MostMaskedFeatures;
        SlotLayout layout = SlotLayout.Choose(request.Records, degree / 2, request.Clusters, mayRepeat);
        int[] bits = [FirstPrimeBits(request, degree), .. Enumerable.Repeat(scaleBits, depth.FormLimbs - 1), FormPrimeBits];
        ulong[] primes = NttPrimes.Create(degree, bits);
        int size = digitSize ?? (primes.Length + 2) / 3;
        ulong[] special = SpecialPrimes.Complete(degree, primes, size, []);
        var ckks = new CkksParameters(new RlweParameters(degree, primes, special, size), Math.ScaleB(1, scaleBits));
        return new EvaluationParameters(depth, layout, ckks, [depth.FormLimbs, depth.PreferenceLimbs]);
    }

    /// <summary>
    /// The packed outputs are at most 2^p 2 n / (N/2) times the scale, which is the size of q_1; noise may be four times as large, and a bit is for the sign.
    /// </summary>
    private static int FirstPrimeBits(EvaluationRequest request, int degree)
    {
        double batches = Math.Max(1, request.Records / (degree / 2.0));
        ulong room = (ulong)(BitOperations.RoundUpToPowerOf2((uint)request.Outputs) * 2 * batches * 4 * 2);
        return Math.Max(SmallestPrimeBits, BitOperations.Log2(room) + 2);
    }
}
