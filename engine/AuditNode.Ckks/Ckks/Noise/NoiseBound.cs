using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks;

/// <summary>
/// A bound on the error in the slots of a plaintext or ciphertext, from the parameters and the operations alone: no key and no
/// ciphertext is looked at. Immutable; the methods mirror those of <see cref="Evaluator"/>.
/// </summary>
/// <remarks>
/// <para>
/// The error of a slot is at most <see cref="Error"/> in every slot except with probability 2^-50 for each polynomial drawn or
/// rounded on the way, below 2^-40 for circuits of up to 200 operations. Constants, assumptions and derivation: docs/noise.md.
/// </para>
/// <para>
/// It is the sum of a random part, tracked as a sub-Gaussian deviation, and a part that is bounded in the worst case. Operands may
/// depend on each other: sums are bounded by the triangle inequality.
/// </para>
/// </remarks>
public sealed partial class NoiseBound
{
    private readonly NoiseTerms _terms;
    private readonly Deviation _deviation;
    private readonly double _offset;

    private NoiseBound(NoiseTerms terms, int size, int limbs, double scale, double magnitude, Deviation deviation, double offset)
    {
        _terms = terms;
        Size = size;
        LimbCount = limbs;
        Scale = scale;
        Magnitude = magnitude;
        _deviation = deviation;
        _offset = offset;
    }

    /// <summary>Polynomials: 1 for a plaintext, 2 or 3 for a ciphertext.</summary>
    public int Size { get; }

    /// <summary>Number of limbs.</summary>
    public int LimbCount { get; }

    /// <summary>Factor from reals to integers.</summary>
    public double Scale { get; }

    /// <summary>Largest magnitude of a slot of the exact result.</summary>
    public double Magnitude { get; }

    /// <summary>Largest magnitude of the error of a slot, in units of the decoded value.</summary>
    public double Error => NoiseTerms.TailFactor * _deviation.Slot + _offset;

    /// <summary>Largest error after decoding, which adds the rounding of double arithmetic.</summary>
    public double DecodedError => Error + _terms.FloatingPoint * (Magnitude + Error);

    /// <summary>Whether slots of this magnitude and error fit the modulus; otherwise decryption may wrap around and no bound holds.</summary>
    public bool Fits => (Magnitude + Error) * Scale < _terms.HalfModulus(LimbCount);

    /// <summary>An encoded vector, for values whose rounding errors behave as independent (not chosen to add up).</summary>
    /// <param name="parameters">Parameters.</param>
    /// <param name="magnitude">Largest magnitude of a value, finite and not negative.</param>
    /// <param name="scale">Factor to integers; by default the parameters'.</param>
    /// <param name="limbs">Limbs; by default all.</param>
    /// <exception cref="OperandMismatchException">A value is out of range.</exception>
    public static NoiseBound Encode(CkksParameters parameters, double magnitude, double? scale = null, int? limbs = null)
    {
        var terms = new NoiseTerms(parameters);
        (double factor, int count) = Check(parameters, magnitude, scale, limbs);
        return new(terms, 1, count, factor, magnitude, terms.Encoding / factor, terms.FloatingPoint * magnitude);
    }

    /// <summary>An encoded vector of any values at all, even chosen to make the rounding errors add up: N/2 in a slot.</summary>
    /// <inheritdoc cref="Encode"/>
    public static NoiseBound EncodeWorstCase(CkksParameters parameters, double magnitude, double? scale = null, int? limbs = null)
    {
        var terms = new NoiseTerms(parameters);
        (double factor, int count) = Check(parameters, magnitude, scale, limbs);
        return new(terms, 1, count, factor, magnitude, default, parameters.SlotCount / factor + terms.FloatingPoint * magnitude);
    }

    /// <summary>Encryption of a plaintext under the secret key.</summary>
    /// <exception cref="OperandMismatchException">This is not a plaintext.</exception>
    public NoiseBound EncryptSymmetric() => Encrypt(_terms.SymmetricEncryption);

    /// <summary>Encryption of a plaintext under the public key.</summary>
    /// <exception cref="OperandMismatchException">This is not a plaintext.</exception>
    public NoiseBound EncryptPublicKey() => Encrypt(_terms.PublicKeyEncryption);

    private static (double Scale, int Limbs) Check(CkksParameters parameters, double magnitude, double? scale, int? limbs)
    {
        double factor = scale ?? parameters.DefaultScale;
        int maximum = parameters.Rlwe.CiphertextPrimes.Length;
        if (!double.IsFinite(magnitude) || magnitude < 0) throw new OperandMismatchException("magnitude", $"The magnitude is {magnitude}, but must be finite and not negative.");
        if (!double.IsFinite(factor) || factor <= 0) throw new OperandMismatchException("scale", $"The scale is {factor}, but must be finite and positive.");
        if (limbs is < 1 || limbs > maximum) throw new OperandMismatchException("level", $"{limbs} limbs were asked for, but the parameters have 1 to {maximum}.");
        return (factor, limbs ?? maximum);
    }

    private NoiseBound Encrypt(Deviation deviation)
    {
        CheckSize(1);
        return With(size: 2, deviation: _deviation + deviation / Scale);
    }

    private void CheckSize(int size)
    {
        if (Size != size) throw new OperandMismatchException("size", $"The operand has {Size} polynomials, but must have {size} here.");
    }

    private NoiseBound With(
        int? size = null, int? limbs = null, double? scale = null, double? magnitude = null, Deviation? deviation = null, double? offset = null) =>
        new(_terms, size ?? Size, limbs ?? LimbCount, scale ?? Scale, magnitude ?? Magnitude, deviation ?? _deviation, offset ?? _offset);
}
