using System.Numerics;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks;

/// <summary>
/// What is needed of a ciphertext to decrypt a few of its coefficients: c_1 whole, and of c_0 those coefficients only. Nothing else of
/// the message can be decrypted from it, whoever holds the key.
/// </summary>
/// <remarks>
/// The visible coefficients are those at the multiples of <see cref="Stride"/>, where <see cref="Circuits.CoefficientPacker"/> puts its outputs. They
/// are exact integers: a value v times the scale, and the noise. Every other coefficient of the message is hidden perfectly: it would
/// take the coefficient of c_0 that is not here. c_1 itself may depend on what was computed; add a fresh encryption of zero before
/// <see cref="Extract"/> where that matters (docs/release.md).
/// </remarks>
public sealed unsafe partial class CoefficientCiphertext : IDisposable
{
    private readonly double[] _visible; // limb by limb, in each output by output

    /// <summary>Creates one with undefined contents.</summary>
    internal CoefficientCiphertext(CkksContext context, int limbs, double scale, int outputs)
    {
        CkksContext = context;
        Scale = scale;
        OutputCount = outputs;
        Polynomial = new RnsPolynomial(context.Rlwe.Basis, limbs) { IsNtt = true };
        _visible = new double[limbs * outputs];
    }

    /// <summary>Parameters that it belongs to.</summary>
    public CkksContext CkksContext { get; }

    /// <summary>c_1, as evaluations.</summary>
    public RnsPolynomial Polynomial { get; }

    /// <summary>Number of ciphertext primes that are left.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed.</exception>
    public int LimbCount => Polynomial.LimbCount;

    /// <summary>Factor from reals to integers that the ciphertext had.</summary>
    public double Scale { get; }

    /// <summary>Number of coefficients that can be decrypted.</summary>
    public int OutputCount { get; }

    /// <summary>Whether it hides nothing: c_1 is zero.</summary>
    public bool IsTransparent
    {
        get
        {
            for (int i = 0; i < LimbCount; i++)
            {
                if (Polynomial.LimbSpan(i).ContainsAnyExcept(0.0)) return false;
            }

            return true;
        }
    }

    /// <summary>Coefficients from one output to the next: N divided by the smallest power of two that is not below the outputs.</summary>
    /// <param name="degree">N, a power of two.</param>
    /// <param name="outputs">1 to N.</param>
    /// <exception cref="OperandMismatchException">The number of outputs is out of range.</exception>
    public static int Stride(int degree, int outputs)
    {
        if (outputs < 1 || outputs > degree)
        {
            throw new OperandMismatchException("outputs", $"{outputs} outputs were asked for, but a ciphertext of degree {degree} has 1 to {degree}.");
        }

        return degree / (int)BitOperations.RoundUpToPowerOf2((uint)outputs);
    }

    /// <summary>Takes the visible coefficients out of a ciphertext, which is not changed.</summary>
    /// <param name="packed">Ciphertext of two polynomials.</param>
    /// <param name="outputs">Number of visible coefficients, 1 to N.</param>
    /// <exception cref="OperandMismatchException">The ciphertext was not relinearised, or the number of outputs is out of range.</exception>
    public static CoefficientCiphertext Extract(Ciphertext packed, int outputs)
    {
        RnsBasis basis = packed.Context.Basis;
        int limbs = packed.LimbCount, stride = Stride(basis.Degree, outputs);
        Evaluator.CheckSize(packed, 2, "relinearise it first");
        var result = new CoefficientCiphertext(packed.CkksContext, limbs, packed.Scale, outputs);
        result.Polynomial.CopyFrom(packed[1]);
        using var first = new RnsPolynomial(basis, limbs);
        first.CopyFrom(packed[0]);
        first.ToCoefficients();
        for (int i = 0; i < limbs; i++)
        {
            Span<double> visible = result.VisibleSpan(i);
            for (int o = 0; o < outputs; o++) visible[o] = first[i][o * stride];
        }

        return result;
    }

    /// <summary>One visible coefficient of c_0 modulo one prime.</summary>
    /// <param name="output">0 to <see cref="OutputCount"/> - 1.</param>
    /// <param name="limb">0 to <see cref="LimbCount"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range.</exception>
    public ulong GetResidue(int output, int limb)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limb);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(limb, LimbCount);
        CheckOutput(output);
        return (ulong)VisibleSpan(limb)[output];
    }

    /// <summary>Adds an integer to an output, exactly: noise, for instance, in units of 1/scale.</summary>
    /// <param name="output">0 to <see cref="OutputCount"/> - 1.</param>
    /// <param name="value">Integer below half the modulus in magnitude. The time this takes depends on its length.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    /// <exception cref="OperandMismatchException">The integer is too large for the limbs; nothing is changed.</exception>
    public void AddInteger(int output, BigInteger value)
    {
        CheckOutput(output);
        RnsBasis basis = CkksContext.Rlwe.Basis;
        BigInteger modulus = RlweParameters.Product(CkksContext.Parameters.Rlwe.CiphertextPrimes[..LimbCount]);
        if (2 * BigInteger.Abs(value) >= modulus)
        {
            // Without the value, which may be secret.
            throw new OperandMismatchException("value",
                $"The integer must be below half the modulus of {LimbCount} limbs, which has {modulus.GetBitLength()} bits; use more limbs or a smaller scale.");
        }

        for (int i = 0; i < LimbCount; i++)
        {
            ulong q = basis[i].Value, residue = (ulong)((value % q + q) % q);
            ref double x = ref VisibleSpan(i)[output];
            x = ((ulong)x + residue) % q;
        }
    }

    /// <summary>Adds another one to this one, coefficient by coefficient and exactly, so that the sum of both is decrypted. The scale stays.</summary>
    /// <param name="other">One of as many limbs and outputs; not changed.</param>
    /// <exception cref="OperandMismatchException">
    /// It belongs to other parameters, or its limbs, outputs or scale differ; nothing is changed.
    /// </exception>
    public void Add(CoefficientCiphertext other)
    {
        ArgumentNullException.ThrowIfNull(other);
        CkksContext.Rlwe.CheckSame(other.CkksContext.Rlwe, "summand");
        if (other.LimbCount != LimbCount || other.OutputCount != OutputCount || !(Math.Abs(other.Scale - Scale) <= Evaluator.ScaleTolerance * Scale))
        {
            throw new OperandMismatchException("summand",
                $"It has {other.LimbCount} limbs and {other.OutputCount} outputs at the scale {other.Scale:R}, but must have {LimbCount} and {OutputCount} at {Scale:R}.");
        }

        RnsBasis basis = CkksContext.Rlwe.Basis;
        for (int i = 0; i < LimbCount; i++)
        {
            basis.Kernels.Add(Polynomial[i], other.Polynomial[i], Polynomial[i], basis.Degree, basis[i]);
            ulong q = basis[i].Value;
            Span<double> sum = VisibleSpan(i), summand = other.VisibleSpan(i);
            for (int o = 0; o < sum.Length; o++) sum[o] = ((ulong)sum[o] + (ulong)summand[o]) % q;
        }

        GC.KeepAlive(other);
    }

    /// <inheritdoc/>
    public void Dispose() => Polynomial.Dispose();

    /// <summary>The visible coefficients modulo one prime.</summary>
    internal Span<double> VisibleSpan(int limb) => _visible.AsSpan(limb * OutputCount, OutputCount);

    private void CheckOutput(int output)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(output);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(output, OutputCount);
    }
}
