using System.Numerics;
using AuditNode.Ckks;
using AuditNode.Ckks.Circuits;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>A candidate for the parameters of a plan.</summary>
/// <param name="Depth">Limbs at every stage.</param>
/// <param name="Layout">Where records lie.</param>
/// <param name="Ckks">Degree, primes and the features' scale.</param>
/// <param name="PreferenceScale">Scale of p_ij and of the products.</param>
/// <param name="RelinearizationLimbs">Limbs for which relinearisation keys are made, descending.</param>
/// <param name="KeyByteCount">Bytes of all keys together.</param>
internal sealed record EvaluationParameters(
    CircuitDepth Depth, SlotLayout Layout, CkksParameters Ckks, double PreferenceScale, IReadOnlyList<int> RelinearizationLimbs, long KeyByteCount)
{
    /// <summary>
    /// Bits of the prime that the linear form is divided by, hence of its coefficients: each is off by less than 2^-23 because of its rounding.
    /// </summary>
    public const int FormPrimeBits = 23;

    private const int SmallestPrimeBits = 22;

    /// <summary>Most ciphertexts of masked features that are kept.</summary>
    private const int MostMaskedFeatures = 128;

    /// <summary>Bytes around each of the three kinds of keys in the native format (docs/serialization.md), and the length before each.</summary>
    private const int Envelope = 79 + sizeof(int);

    private const int LargestDigitSize = 6;

    /// <summary>Keys that only save time are made as long as all of them together take no more.</summary>
    private const long MostBytesWithFurtherKeys = 16_000_000;

    /// <summary>Chooses primes of the sizes that the scales need.</summary>
    /// <param name="request">What to compute.</param>
    /// <param name="degree">N.</param>
    /// <param name="scaleBits">Of the scale of p_ij and the products.</param>
    /// <param name="digitSize">Primes in a digit; by default those that make the smallest key for the sign, which is the fastest one too.</param>
    /// <returns>The candidate, or null where no secure parameters or not enough primes exist, or the keys would be too large.</returns>
    public static EvaluationParameters? TryCreate(EvaluationRequest request, int degree, int scaleBits, int? digitSize = null)
    {
        CircuitDepth depth = CircuitDepth.Of(request.Polynomial.Degree, request.Clusters);
        bool mayRepeat = request.Clusters * request.Features <= MostMaskedFeatures;
        SlotLayout layout = SlotLayout.Choose(request.Records, degree / 2, request.Clusters, mayRepeat, mayPair: !request.DecryptsWeights);
        EvaluationParameters? candidate = TryCreate(request, degree, scaleBits, digitSize, depth, layout);
        // The key of the rotation may be what is too large.
        return candidate is null && layout.RotationSteps != 0
            ? TryCreate(request, degree, scaleBits, digitSize, depth, SlotLayout.Choose(request.Records, degree / 2, request.Clusters, mayRepeat, mayRotate: false))
            : candidate;
    }

    private static EvaluationParameters? TryCreate(EvaluationRequest request, int degree, int scaleBits, int? digitSize, CircuitDepth depth, SlotLayout layout)
    {
        int taper = depth.SignDepth;
        while (taper > 2 && PrimeBits(request, degree, depth, scaleBits, taper).Max() > Modulus.MaximumBitCount) taper--;
        int[] bits = PrimeBits(request, degree, depth, scaleBits, taper);
        if (bits.Max() > Modulus.MaximumBitCount) return null;
        EvaluationParameters? best = null;
        long smallest = long.MaxValue;
        for (int size = digitSize ?? 1; size <= (digitSize ?? LargestDigitSize); size++)
        {
            try
            {
                ulong[] primes = NttPrimes.Create(degree, bits);
                ulong[] special = SpecialPrimes.Complete(degree, primes, size, []);
                var rlwe = new RlweParameters(degree, primes, special, size);
                long signKey = SwitchingKey.SerializedByteCount(rlwe, depth.FormLimbs);
                (IReadOnlyList<int> limbs, long bytes) = ChooseKeys(rlwe, depth, layout, request);
                if (signKey >= smallest || bytes > EvaluationKeysSerializer.MaximumByteCount) continue;
                double featureScale = Math.ScaleB(1, scaleBits + ScaleOffset(taper, 0));
                best = new EvaluationParameters(depth, layout, new CkksParameters(rlwe, featureScale), Math.ScaleB(1, scaleBits), limbs, bytes);
                smallest = signKey;
            }
            catch (Exception e) when (e is RlweParameterException or ArgumentOutOfRangeException)
            {
                // Beyond the security of the degree, or too few primes of a size: other digits need other special primes.
            }
        }

        return best;
    }

    /// <summary>
    /// Bits by which the scale of T_(2^j), y for j = 0, is larger than that of the sign's value: errors of y and of low powers arrive multiplied by
    /// their derivatives, so bits are worth most there.
    /// </summary>
    /// <param name="taper">The sign's depth, or less where primes would get too large.</param>
    /// <param name="j">From 0.</param>
    private static int ScaleOffset(int taper, int j) => Math.Max(0, 2 * (taper - 2 - j) - (j == 0 ? 1 : 0));

    /// <summary>A product of two scales is divided by the prime that leaves the next one.</summary>
    private static int[] PrimeBits(EvaluationRequest request, int degree, CircuitDepth depth, int scaleBits, int taper)
    {
        int room = RoomBits(request, degree), first = Math.Max(SmallestPrimeBits, room);
        var bits = new int[depth.InputLimbs];
        // Only the packed outputs have to fit the last two primes: coefficients that wrap around are thrown away.
        bits[0] = first;
        bits[1] = Math.Max(SmallestPrimeBits, scaleBits + room - first);
        bits[2] = scaleBits + ScaleOffset(taper, 0);
        for (int level = 0; level < depth.ProductDepth; level++) bits[CircuitDepth.WeightLimbs + level] = scaleBits;
        for (int j = 0; j < depth.SignDepth; j++)
        {
            bits[depth.FormLimbs - 1 - j] = scaleBits + 2 * ScaleOffset(taper, j) - ScaleOffset(taper, j + 1);
        }

        bits[depth.FormLimbs] = FormPrimeBits;
        return bits;
    }

    /// <summary>
    /// A relinearisation key for the most limbs, and further ones, which have fewer digits, where they save most, as long as all keys together stay
    /// small.
    /// </summary>
    private static (IReadOnlyList<int> Limbs, long Bytes) ChooseKeys(RlweParameters rlwe, CircuitDepth depth, SlotLayout layout, EvaluationRequest request)
    {
        int prime(ulong p) => BitPacking.PackedLength(rlwe.Degree, 64 - BitOperations.LeadingZeroCount(p));
        long bytes = 3 * Envelope + 1 + RandomStream.SeedLength + rlwe.CiphertextPrimes.ToArray().Sum(prime) + prime(rlwe.SpecialPrimes[0]) + 1 + sizeof(int);
        uint[] elements = CoefficientPacker.GaloisElements(rlwe.Degree, request.Outputs);
        bytes += elements.Length * (sizeof(uint) + SwitchingKey.SerializedByteCount(rlwe, CircuitDepth.OutputLimbs));
        if (layout.RotationSteps != 0) bytes += Envelope + sizeof(int) + sizeof(uint) + SwitchingKey.SerializedByteCount(rlwe, layout.RotationLimbs);
        var limbs = new List<int>();
        foreach (int m in new[] { depth.FormLimbs, depth.PreferenceLimbs, depth.FormLimbs - 1, depth.FormLimbs - 2 })
        {
            long key = SwitchingKey.SerializedByteCount(rlwe, m);
            if (limbs.Contains(m) || (limbs.Count > 0 && bytes + key > MostBytesWithFurtherKeys)) continue;
            limbs.Add(m);
            bytes += key;
        }

        return ([.. limbs.OrderDescending()], bytes);
    }

    /// <summary>
    /// Bits that an output needs beyond those of its scale: packed outputs are at most 2^p 2 n / (N/2), noise may be four times as large, and a bit
    /// is for the sign.
    /// </summary>
    private static int RoomBits(EvaluationRequest request, int degree)
    {
        double batches = Math.Max(1, request.Records / (degree / 2.0));
        ulong room = (ulong)(BitOperations.RoundUpToPowerOf2((uint)request.Outputs) * 2 * batches * 4 * 2);
        return BitOperations.Log2(room) + 2;
    }
}
