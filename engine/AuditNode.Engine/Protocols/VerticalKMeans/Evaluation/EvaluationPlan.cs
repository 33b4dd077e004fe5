using System.Numerics;
using AuditNode.Ckks;
using AuditNode.Ckks.Circuits;
using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>
/// Everything that is decided before a job starts: where records lie, the encryption's parameters, which keys are needed, and how large the
/// error of an output can be. It depends on the request only, so every party computes it for itself. Immutable.
/// </summary>
public sealed class EvaluationPlan
{
    internal EvaluationPlan(EvaluationRequest request, EvaluationParameters parameters, ChebyshevPlan sign)
    {
        Request = request;
        Depth = parameters.Depth;
        Parameters = parameters.Ckks;
        PreferenceScale = parameters.PreferenceScale;
        Layout = parameters.Layout;
        RelinearizationLimbs = parameters.RelinearizationLimbs;
        KeyByteCount = parameters.KeyByteCount;
        Sign = sign;
        PackedOutputs = (int)BitOperations.RoundUpToPowerOf2((uint)request.Outputs);
        WeightScale = FindWeightScale();
        OutputScale = WeightScale * FeatureScale / Parameters.Rlwe.CiphertextPrimes[CircuitDepth.OutputLimbs];
        Unit = Parameters.SlotCount / (PackedOutputs * OutputScale);
        OutputErrorBound = OutputNoise.Bound(this) / Unit;
    }

    /// <summary>What was asked for.</summary>
    public EvaluationRequest Request { get; }

    /// <summary>Where records lie.</summary>
    public SlotLayout Layout { get; }

    /// <summary>Ring degree, primes and scale.</summary>
    public CkksParameters Parameters { get; }

    /// <summary>Limbs at every stage.</summary>
    public CircuitDepth Depth { get; }

    /// <summary>How f / 2 is evaluated; p = 1/2 + f/2.</summary>
    public ChebyshevPlan Sign { get; }

    /// <summary>Limbs for which relinearisation keys are made.</summary>
    public IReadOnlyList<int> RelinearizationLimbs { get; }

    /// <summary>Automorphisms that packing needs keys for, at <see cref="CircuitDepth.OutputLimbs"/> limbs.</summary>
    public IReadOnlyList<uint> GaloisElements => CoefficientPacker.GaloisElements(Parameters.Rlwe.Degree, Request.Outputs);

    /// <summary>Coefficients of the packed ciphertext that carry outputs: k (d + 1) rounded up to a power of two.</summary>
    public int PackedOutputs { get; }

    /// <summary>Scale of an encrypted feature and of y, a power of two of at least 2^32, so that centroids are encoded exactly.</summary>
    public double FeatureScale => Parameters.DefaultScale;

    /// <summary>Scale of p_ij, a power of two.</summary>
    public double PreferenceScale { get; }

    /// <summary>Scale of a weight.</summary>
    public double WeightScale { get; }

    /// <summary>Scale of an output's slots before packing.</summary>
    public double OutputScale { get; }

    /// <summary>Records that 1 stands for in a decrypted coefficient of the packed ciphertext: N/2 / (<see cref="PackedOutputs"/> * scale).</summary>
    public double Unit { get; }

    /// <summary>
    /// The largest error of a decrypted coefficient in integer units: encryption, roundings and key switches against the exact value of the
    /// function that is computed, constants as they are encoded. Exceeded with probability below 2^-40, whatever the records are.
    /// </summary>
    public double OutputErrorBound { get; }

    /// <summary>
    /// The deviation of the flooding noise that hides that error, in records: sqrt(12 tau) 2^(s/2) <see cref="OutputErrorBound"/>
    /// <see cref="Unit"/>.
    /// </summary>
    public double FloodingDeviation => OutputErrorBound * Unit * Request.FloodingFactor;

    /// <summary>Bytes of all keys as <see cref="EvaluationKeysSerializer"/> writes them.</summary>
    public long KeyByteCount { get; }

    /// <summary>Bytes of one batch of a feature that the key holder encrypted, without what frames it.</summary>
    public long FeatureByteCount => PackedBytes(Depth.InputLimbs);

    /// <summary>Bytes of a round's packed outputs, without what frames them.</summary>
    public long ReplyByteCount => PackedBytes(CircuitDepth.OutputLimbs) * (Parameters.Rlwe.Degree + Request.Outputs) / Parameters.Rlwe.Degree;

    /// <summary>Chooses the cheapest plan that meets a request.</summary>
    /// <param name="request">What to compute.</param>
    /// <exception cref="EvaluationException">A value is out of range, or no secure parameters meet the request.</exception>
    public static EvaluationPlan Create(EvaluationRequest request)
    {
        request.Validate();
        return PlanSearch.Run(request);
    }

    /// <summary>A plan with given parameters, for measurements and tests.</summary>
    internal static EvaluationPlan Create(EvaluationRequest request, int degree, int scaleBits, int? digitSize = null)
    {
        request.Validate();
        EvaluationParameters parameters = EvaluationParameters.TryCreate(request, degree, scaleBits, digitSize)
            ?? throw new EvaluationException(nameof(scaleBits), $"No secure parameters of degree {degree} have {scaleBits}-bit scales for this request.");
        return new EvaluationPlan(request, parameters, CreateSign(request));
    }

    /// <summary>Precomputes the encryption's tables; shared by everything that works with this plan.</summary>
    /// <param name="instructionSet">By default the processor's best; results do not depend on it.</param>
    public CkksContext CreateContext(InstructionSet? instructionSet = null) => new(Parameters, instructionSet);

    /// <summary>Plans f / 2; halves of the coefficients are exact.</summary>
    internal static ChebyshevPlan CreateSign(EvaluationRequest request)
    {
        double[] halves = [.. request.Polynomial.Series.Coefficients.ToArray().Select(c => c / 2)];
        return ChebyshevPlan.Create(new ChebyshevSeries(halves), CircuitDepth.Of(request.Polynomial.Degree, request.Clusters).FormLimbs);
    }

    /// <summary>Bytes of one polynomial.</summary>
    private long PackedBytes(int limbs)
    {
        long bits = 0;
        foreach (ulong prime in Parameters.Rlwe.CiphertextPrimes[..limbs]) bits += 64 - BitOperations.LeadingZeroCount(prime);
        return bits * Parameters.Rlwe.Degree / 8;
    }

    /// <summary>Follows <see cref="ProductTree"/>, whose scales depend on the number of factors only, and <see cref="WeightEvaluator"/>.</summary>
    private double FindWeightScale()
    {
        if (Layout.Pairs is { } pairs) return LevelProduct.Scale(PreferenceScale, Parameters.Rlwe.CiphertextPrimes, Depth.PreferenceLimbs, pairs.Depth);
        double product = ProductScale(Layout.StepCount);
        return Layout.Lanes == 1 ? product : product * product / Parameters.Rlwe.CiphertextPrimes[CircuitDepth.LaneLimbs - 1];
    }

    private double ProductScale(int factors)
    {
        if (factors == 1) return PreferenceScale;
        int left = 1 << (ProductTree.Depth(factors) - 1);
        ulong prime = Parameters.Rlwe.CiphertextPrimes[Depth.PreferenceLimbs - ProductTree.Depth(left) - 1];
        return ProductScale(left) * ProductScale(factors - left) / prime;
    }
}
