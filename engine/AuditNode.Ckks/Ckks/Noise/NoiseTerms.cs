using System.Numerics;
using AuditNode.Ckks.Rlwe;
using AuditNode.Ckks.Rlwe.KeySwitching;

namespace AuditNode.Ckks;

/// <summary>
/// What the single sources of noise contribute to a slot: sub-Gaussian deviations of the value of an integer polynomial at a slot,
/// before the division by the scale. Derived in docs/noise.md.
/// </summary>
internal sealed class NoiseTerms
{
    /// <summary>
    /// Deviations that a bound leaves room for: a polynomial goes beyond it, in any slot, with probability below 2^-50
    /// for N up to 32768 (docs/noise.md, "Tail").
    /// </summary>
    public const double TailFactor = 7;

    /// <summary>
    /// The same for a coefficient, whose deviation is that of a slot divided by sqrt(N): beyond it with probability below 2^-69
    /// (docs/noise.md, "Packed sums").
    /// </summary>
    public const double CoefficientTailFactor = 9.9;

    private readonly RlweParameters _parameters;
    private readonly double _rounding;
    private readonly double _error;

    /// <summary>Bounds on |s(z)|, and on the root of its mean square over the slots.</summary>
    private readonly Deviation _secret;

    /// <summary>The same for an error.</summary>
    private readonly Deviation _keyError;

    public NoiseTerms(CkksParameters parameters)
    {
        Parameters = parameters;
        _parameters = parameters.Rlwe;
        double n = _parameters.Degree;
        _rounding = Math.Sqrt(n / 12);
        _error = (double)RlweParameters.ErrorDeviation * Math.Sqrt(n);
        _secret = new Deviation(TailFactor * Math.Sqrt(n * 2 / 3), Math.Sqrt(n * 2 / 3 * (1 + 6.3 / Math.Sqrt(n))));
        _keyError = new Deviation(TailFactor * _error, _error * Math.Sqrt(1 + 12 / Math.Sqrt(n) + 70 / n));
        Encoding = Deviation.Uniform(_rounding);
        SymmetricEncryption = Deviation.Uniform(_error);
        PublicKeyEncryption = new Deviation(Masked(_secret.Slot), Masked(_secret.Mean)) / _parameters.SpecialPrimes[0] + Rounding(2);
        // 5 log2(N/2) units of rounding in the transform, a few more before and after it; the l2 norm bounds the largest slot.
        double transform = 5 * BitOperations.Log2((uint)parameters.SlotCount) + 12;
        FloatingPoint = transform * Math.ScaleB(1, -53) * Math.Sqrt(parameters.SlotCount);

        double Masked(double secret) => _error * Math.Sqrt(2 * secret * secret + 1);
    }

    public CkksParameters Parameters { get; }

    /// <summary>Rounding of the coefficients to integers.</summary>
    public Deviation Encoding { get; }

    /// <summary>The error of an encryption under the secret key.</summary>
    public Deviation SymmetricEncryption { get; }

    /// <summary>e u + e_0 + e_1 s divided by p_0, and the rounding of both quotients.</summary>
    public Deviation PublicKeyEncryption { get; }

    /// <summary>Largest error of a slot from double arithmetic in the encoder, or in the decoder, for slots of magnitude 1.</summary>
    public double FloatingPoint { get; }

    /// <summary>Rounding of <paramref name="size"/> polynomials, which meet 1, s and s^2.</summary>
    public Deviation Rounding(int size)
    {
        // The mean of |s|^4 is at most that of |s|^2 times its largest.
        double largest = _secret.Slot * _secret.Slot, mean = _secret.Mean * _secret.Mean;
        return size == 3
            ? new Deviation(_rounding * Math.Sqrt(1 + largest + largest * largest), _rounding * Math.Sqrt(1 + mean + largest * mean))
            : new Deviation(_rounding * Math.Sqrt(1 + largest), _rounding * Math.Sqrt(1 + mean));
    }

    /// <summary>
    /// Digits times the errors of the key, divided by P; without the rounding of the quotients. The largest over all keys that could
    /// be used, since keys for fewer limbs have digits and special primes of their own.
    /// </summary>
    public Deviation KeySwitching(int limbs) => Enumerable.Range(limbs, _parameters.CiphertextPrimes.Length - limbs + 1)
        .Max(m => DigitRatio(limbs, KeySwitchingShape.Choose(_parameters, m))) * (_rounding * _keyError);

    /// <summary>Half of q_0 ... q_(limbs-1), as a double; infinite beyond the range of a double.</summary>
    public double HalfModulus(int limbs) => (double)RlweParameters.Product(_parameters.CiphertextPrimes[..limbs]) / 2;

    /// <summary>Root of the sum of squares of the digits' products over P.</summary>
    private double DigitRatio(int limbs, KeySwitchingShape shape)
    {
        ulong[] primes = [.. _parameters.CiphertextPrimes, .. _parameters.SpecialPrimes];
        double special = (double)RlweParameters.Product(primes.AsSpan(shape.SpecialStart, shape.SpecialCount)), squares = 0;
        for (int i = 0; i < limbs; i += shape.DigitSize)
        {
            double digit = (double)RlweParameters.Product(primes.AsSpan(i, Math.Min(shape.DigitSize, limbs - i))) / special;
            squares += digit * digit;
        }

        return Math.Sqrt(squares);
    }
}
