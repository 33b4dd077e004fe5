using System.Numerics;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks;

/// <content>What the operations of the evaluator do to the error.</content>
public sealed partial class NoiseBound
{
    /// <summary>A sum or difference with a ciphertext or plaintext.</summary>
    /// <exception cref="OperandMismatchException">Limbs or scales differ.</exception>
    public NoiseBound Add(NoiseBound other)
    {
        CheckLevel(other);
        double mismatch = Math.Abs(other.Scale / Scale - 1);
        if (!(mismatch <= 2 * Evaluator.ScaleTolerance)) throw new OperandMismatchException("scale", $"The operands have scales {Scale:R} and {other.Scale:R}.");
        return With(
            size: Math.Max(Size, other.Size),
            magnitude: Magnitude + other.Magnitude,
            deviation: _deviation + (1 + mismatch) * other._deviation,
            offset: _offset + other._offset * (1 + mismatch) + mismatch * other.Magnitude);
    }

    /// <summary>The sum with a real constant, which is rounded to a multiple of 1/scale.</summary>
    public NoiseBound AddScalar(double value) =>
        With(magnitude: Magnitude + Math.Abs(value), offset: _offset + ConstantError(value, Scale));

    /// <summary>A product with a ciphertext or plaintext; the scale grows.</summary>
    /// <exception cref="OperandMismatchException">Limbs differ, or a ciphertext is not relinearised.</exception>
    public NoiseBound Multiply(NoiseBound other)
    {
        CheckLevel(other);
        if (Size > 1 && other.Size > 1)
        {
            CheckSize(2);
            other.CheckSize(2);
        }

        return With(
            size: Size > 1 && other.Size > 1 ? 3 : Math.Max(Size, other.Size),
            scale: Scale * other.Scale,
            magnitude: Magnitude * other.Magnitude,
            deviation: Magnitude * other._deviation + other.Magnitude * _deviation,
            offset: Magnitude * other._offset + other.Magnitude * _offset + Error * other.Error);
    }

    /// <summary>The product with a real constant that is encoded at a scale.</summary>
    /// <param name="value">Constant.</param>
    /// <param name="scalarScale">Factor from the constant to an integer, by which the scale grows.</param>
    public NoiseBound MultiplyScalar(double value, double scalarScale)
    {
        double rounding = ConstantError(value, scalarScale), factor = Math.Abs(value) + rounding;
        return With(
            scale: Scale * scalarScale,
            magnitude: Magnitude * Math.Abs(value),
            deviation: factor * _deviation,
            offset: factor * _offset + rounding * Magnitude);
    }

    /// <summary>The sum with another ciphertext times a real constant, encoded at the ratio of the scales.</summary>
    /// <param name="other">Ciphertext with at least as many limbs.</param>
    /// <param name="value">Constant.</param>
    public NoiseBound MultiplyScalarAdd(NoiseBound other, double value) =>
        Add(other.DropToLimbs(LimbCount).MultiplyScalar(value, Scale / other.Scale));

    /// <summary>Fewer limbs, the same value.</summary>
    /// <exception cref="OperandMismatchException">The number of limbs is out of range.</exception>
    public NoiseBound DropToLimbs(int limbs)
    {
        if (limbs < 1 || limbs > LimbCount) throw new OperandMismatchException("level", $"{LimbCount} limbs cannot be dropped to {limbs}.");
        return With(limbs: limbs);
    }

    /// <summary>Division by the last prime.</summary>
    /// <exception cref="OperandMismatchException">One limb is left.</exception>
    public NoiseBound Rescale()
    {
        double scale = Scale / LastPrime();
        return With(limbs: LimbCount - 1, scale: scale, deviation: _deviation + _terms.Rounding(Size) / scale);
    }

    /// <summary>A product of three polynomials brought back to two.</summary>
    /// <exception cref="OperandMismatchException">There are not three polynomials.</exception>
    public NoiseBound Relinearize()
    {
        CheckSize(3);
        return With(size: 2).SwitchKey();
    }

    /// <summary>Both at once, with one rounding.</summary>
    /// <exception cref="OperandMismatchException">There are not three polynomials, or one limb is left.</exception>
    public NoiseBound RelinearizeRescale()
    {
        CheckSize(3);
        return With(size: 2, deviation: _deviation + _terms.KeySwitching(LimbCount) / Scale).Rescale();
    }

    /// <summary>A rotation or conjugation.</summary>
    /// <exception cref="OperandMismatchException">There are not two polynomials.</exception>
    public NoiseBound Rotate()
    {
        CheckSize(2);
        return SwitchKey();
    }

    /// <summary>Sums over blocks of slots: random errors of different slots add up like a root.</summary>
    /// <param name="count">A power of two up to N/2.</param>
    /// <exception cref="OperandMismatchException">There are not two polynomials, or the count is out of range.</exception>
    public NoiseBound SumSlots(int count)
    {
        CheckSize(2);
        if (count < 1 || count > _terms.Parameters.SlotCount || !BitOperations.IsPow2(count))
        {
            throw new OperandMismatchException("size", $"{count} slots cannot be summed; ask for a power of two from 1 to {_terms.Parameters.SlotCount}.");
        }

        // The key switch of the step that doubles to c is added up count / c times, in different slots; that is count - 1 in all.
        // A coefficient may be added to itself count times.
        Deviation switching = (_terms.KeySwitching(LimbCount) + _terms.Rounding(2)) / Scale;
        var deviation = new Deviation(
            Math.Sqrt(count) * _deviation.Slot + Math.Sqrt(count - 1) * switching.Slot, count * _deviation.Mean + (count - 1) * switching.Mean);
        return With(magnitude: count * Magnitude, deviation: deviation, offset: count * _offset);
    }

    private static double ConstantError(double value, double scale)
    {
        double scaled = Math.Round(value * scale);
        return Math.Abs(scaled / scale - value) + Math.ScaleB(Math.Abs(value), -51);
    }

    private NoiseBound SwitchKey() => With(deviation: _deviation + (_terms.KeySwitching(LimbCount) + _terms.Rounding(2)) / Scale);

    private double LastPrime() => LimbCount > 1
        ? _terms.Parameters.Rlwe.CiphertextPrimes[LimbCount - 1]
        : throw new OperandMismatchException("level", "One limb is left, which cannot be rescaled away.");

    private void CheckLevel(NoiseBound other)
    {
        if (LimbCount != other.LimbCount) throw new OperandMismatchException("level", $"The operands have {LimbCount} and {other.LimbCount} limbs.");
    }
}
