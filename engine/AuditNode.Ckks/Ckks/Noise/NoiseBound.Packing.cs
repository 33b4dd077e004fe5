using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks;

/// <content>Sums over slots that end in coefficients.</content>
public sealed partial class NoiseBound
{
    /// <summary>
    /// The sum of ciphertexts that were computed alike from independent encryptions, such as the batches of a data set: random errors
    /// add up like a root. Every other error adds up in full.
    /// </summary>
    /// <param name="count">Number of ciphertexts, at least 1.</param>
    /// <exception cref="OperandMismatchException">The count is below 1.</exception>
    public NoiseBound SumIndependent(int count)
    {
        if (count < 1) throw new OperandMismatchException("size", $"{count} ciphertexts cannot be summed; ask for at least 1.");
        return With(magnitude: count * Magnitude, deviation: Math.Sqrt(count) * _deviation, offset: count * _offset);
    }

    /// <summary>
    /// The outputs of <see cref="Circuits.CoefficientPacker"/>, each the sum over the slots of a ciphertext with this bound, after a
    /// fresh public-key encryption of zero was added.
    /// </summary>
    /// <param name="outputs">Number of outputs, 1 to N.</param>
    /// <exception cref="OperandMismatchException">There are not two polynomials, or the number of outputs is out of range.</exception>
    public CoefficientBound Pack(int outputs)
    {
        CheckSize(2);
        int degree = _terms.Parameters.Rlwe.Degree;
        double merged = degree / CoefficientCiphertext.Stride(degree, outputs); // 2^p
        // The switch on level l is doubled p - l times; the levels have keys of their own, so their errors are independent.
        double switching = Math.Sqrt((merged * merged - 1) / 3) * (_terms.KeySwitching(LimbCount) + _terms.Rounding(2)).Mean;
        double deviation = merged * _deviation.Mean * Scale + switching + _terms.PublicKeyEncryption.Mean;
        double error = NoiseTerms.CoefficientTailFactor * deviation / Math.Sqrt(degree) + merged * _offset * Scale;
        return new CoefficientBound(outputs, degree / (2 * merged * Scale), merged * Magnitude * Scale, error, _terms.HalfModulus(LimbCount));
    }
}
