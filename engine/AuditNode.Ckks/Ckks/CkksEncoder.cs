using System.Numerics;
using System.Runtime.Intrinsics;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks;

/// <summary>
/// Encodes vectors of up to N/2 real or complex values as polynomials and back. The same values give the same polynomial, bit
/// for bit, on every machine. Safe for concurrent use.
/// </summary>
/// <param name="context">Parameters.</param>
public sealed unsafe class CkksEncoder(CkksContext context)
{
    private readonly RnsBasis _basis = context.Rlwe.Basis;

    /// <summary>Number of slots: N/2.</summary>
    public int SlotCount => context.SlotCount;

    /// <summary>Encodes real values; slots beyond them are zero.</summary>
    /// <param name="values">Up to N/2 finite values.</param>
    /// <param name="destination">Plaintext to fill.</param>
    /// <param name="scale">Factor to integers; by default the parameters'.</param>
    /// <param name="limbs">Limbs of the plaintext; by default all.</param>
    /// <exception cref="ArgumentException">There are too many values, one is not finite, or they are too large for scale and limbs.</exception>
    public void Encode(ReadOnlySpan<double> values, Plaintext destination, double? scale = null, int? limbs = null)
    {
        CheckCount(values.Length);
        using var scratch = new Scratch(_basis);
        double* re = scratch.Pointer, im = re + SlotCount;
        new Span<double>(re, _basis.Degree).Clear();
        int[] positions = context.Fourier.SlotPositions;
        for (int j = 0; j < values.Length; j++)
        {
            if (!double.IsFinite(values[j])) throw NotFinite(j);
            re[positions[j]] = values[j];
        }

        EncodeEvaluations(re, im, destination, scale, limbs);
    }

    /// <summary>Encodes complex values; slots beyond them are zero.</summary>
    /// <inheritdoc cref="Encode(ReadOnlySpan{double}, Plaintext, double?, int?)"/>
    public void Encode(ReadOnlySpan<Complex> values, Plaintext destination, double? scale = null, int? limbs = null)
    {
        CheckCount(values.Length);
        using var scratch = new Scratch(_basis);
        double* re = scratch.Pointer, im = re + SlotCount;
        new Span<double>(re, _basis.Degree).Clear();
        int[] positions = context.Fourier.SlotPositions;
        bool[] conjugate = context.Fourier.SlotIsConjugate;
        for (int j = 0; j < values.Length; j++)
        {
            if (!Complex.IsFinite(values[j])) throw NotFinite(j);
            re[positions[j]] = values[j].Real;
            im[positions[j]] = conjugate[j] ? -values[j].Imaginary : values[j].Imaginary;
        }

        EncodeEvaluations(re, im, destination, scale, limbs);
    }

    /// <summary>Decodes the real parts of the first slots.</summary>
    /// <param name="plaintext">Plaintext.</param>
    /// <param name="destination">Receives up to N/2 values.</param>
    /// <exception cref="ArgumentException">The destination is longer than N/2.</exception>
    public void Decode(Plaintext plaintext, Span<double> destination)
    {
        CheckCount(destination.Length);
        using var scratch = new Scratch(_basis);
        DecodeEvaluations(plaintext, scratch.Pointer, scratch.Pointer + SlotCount);
        int[] positions = context.Fourier.SlotPositions;
        for (int j = 0; j < destination.Length; j++) destination[j] = scratch.Pointer[positions[j]];
    }

    /// <summary>Decodes the first slots.</summary>
    /// <inheritdoc cref="Decode(Plaintext, Span{double})"/>
    public void Decode(Plaintext plaintext, Span<Complex> destination)
    {
        CheckCount(destination.Length);
        using var scratch = new Scratch(_basis);
        double* re = scratch.Pointer, im = re + SlotCount;
        DecodeEvaluations(plaintext, re, im);
        int[] positions = context.Fourier.SlotPositions;
        bool[] conjugate = context.Fourier.SlotIsConjugate;
        for (int j = 0; j < destination.Length; j++)
        {
            double imaginary = im[positions[j]];
            destination[j] = new Complex(re[positions[j]], conjugate[j] ? -imaginary : imaginary);
        }
    }

    private void EncodeEvaluations(double* re, double* im, Plaintext destination, double? requestedScale, int? requestedLimbs)
    {
        context.Rlwe.CheckSame(destination.Context.Rlwe, "plaintext");
        int limbs = context.CheckLimbs(requestedLimbs), n = _basis.Degree;
        double scale = requestedScale ?? context.Parameters.DefaultScale;
        if (!double.IsFinite(scale) || scale <= 0) throw new OperandMismatchException("scale", $"The scale is {scale}, but must be finite and positive.");
        context.Fourier.Inverse(re, im);
        // n is a power of two, so the division is exact and one rounding is left: that of the product.
        double factor = scale / SlotCount;
        Vector256<double> largest = Vector256<double>.Zero;
        for (int k = 0; k < n; k += 4)
        {
            // Real and imaginary parts lie one behind the other, as the coefficients below and above N/2.
            Vector256<double> rounded = Vector256.Round(Vector256.Load(re + k) * factor);
            largest = Vector256.Max(largest, Vector256.Abs(rounded));
            rounded.Store(re + k);
        }

        double magnitude = Math.Max(Math.Max(largest[0], largest[1]), Math.Max(largest[2], largest[3]));
        double bound = context.LargestInteger(limbs);
        if (!(magnitude < bound))
        {
            throw new OperandMismatchException("scale",
                $"At scale {scale:G4} a coefficient reaches {magnitude:G4}, but {limbs} limbs hold less than {bound:G4}; lower the scale or the values, or use more limbs.");
        }

        RnsPolynomial polynomial = destination.Polynomial;
        polynomial.Resize(limbs);
        _basis.Scheduler.Run(new ReduceWork(polynomial, (nint)re), limbs);
        polynomial.IsNtt = true;
        destination.Scale = scale;
    }

    private void DecodeEvaluations(Plaintext plaintext, double* re, double* im)
    {
        context.Rlwe.CheckSame(plaintext.Context.Rlwe, "plaintext");
        using var residues = new RnsPolynomial(_basis, plaintext.LimbCount);
        residues.CopyFrom(plaintext.Polynomial);
        residues.ToCoefficients();
        MixedRadix.Compose(residues, re);
        double inverse = 1 / plaintext.Scale;
        for (int k = 0; k < _basis.Degree; k++) re[k] *= inverse;
        context.Fourier.Forward(re, im);
        residues.Erase();
    }

    private void CheckCount(int count)
    {
        if (count > SlotCount) throw new ArgumentException($"{count} values do not fit {SlotCount} slots.");
    }

    private static ArgumentException NotFinite(int slot) =>
        new($"The value of slot {slot} is not finite; replace NaN and infinities before encoding.");

    /// <summary>N doubles of pooled memory, erased before they go back.</summary>
    private readonly struct Scratch(RnsBasis basis) : IDisposable
    {
        private readonly AlignedBuffer _buffer = basis.Pool.Rent(1);

        public double* Pointer => _buffer.Pointer;

        public void Dispose()
        {
            _buffer.Clear();
            basis.Pool.Return(_buffer);
        }
    }

    private readonly record struct ReduceWork(RnsPolynomial Polynomial, nint Coefficients) : ILimbWork
    {
        public void Run(int index)
        {
            RnsBasis basis = Polynomial.Basis;
            basis.Kernels.ReduceSigned((double*)Coefficients, Polynomial[index], basis.Degree, basis[index]);
            basis.Kernels.Forward(Polynomial[index], basis.Tables[index]);
        }
    }
}
