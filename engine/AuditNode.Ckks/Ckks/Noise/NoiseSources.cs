namespace AuditNode.Ckks;

/// <summary>
/// Deviations of the single sources of noise, for circuits whose error is followed through their derivatives rather than by the largest
/// magnitudes of <see cref="NoiseBound"/>. Each is the root of the mean square over the slots of the value of an integer polynomial, before the
/// division by the scale; derived in docs/noise.md, "Packed sums".
/// </summary>
/// <param name="parameters">Parameters.</param>
public sealed class NoiseSources(CkksParameters parameters)
{
    /// <summary>Deviations that a sum over slots exceeds with probability below 2^-69.</summary>
    public const double Tail = NoiseTerms.CoefficientTailFactor;

    private readonly NoiseTerms _terms = new(parameters);

    /// <summary>Rounding of an encoded vector.</summary>
    public double Encoding => _terms.Encoding.Mean;

    /// <summary>Encryption under the secret key.</summary>
    public double SymmetricEncryption => _terms.SymmetricEncryption.Mean;

    /// <summary>Encryption under the public key.</summary>
    public double PublicKeyEncryption => _terms.PublicKeyEncryption.Mean;

    /// <summary>Rounding of a ciphertext of two polynomials: a rescaling, or a key switch.</summary>
    public double Rounding => _terms.Rounding(2).Mean;

    /// <summary>A key switch without its rounding.</summary>
    /// <param name="limbs">Limbs of the ciphertext.</param>
    public double KeySwitching(int limbs) => _terms.KeySwitching(limbs).Mean;
}
