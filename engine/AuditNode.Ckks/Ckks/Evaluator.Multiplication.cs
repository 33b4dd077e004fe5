using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;
using AuditNode.Ckks.Rlwe.KeySwitching;

namespace AuditNode.Ckks;

/// <content>Products. The scale of a product is the product of the scales; rescale before it outgrows the modulus.</content>
public sealed unsafe partial class Evaluator
{
    /// <summary>a * b with three polynomials, to be relinearised.</summary>
    /// <exception cref="OperandMismatchException">Parameters or limbs differ, or an operand was not relinearised.</exception>
    public void Multiply(Ciphertext a, Ciphertext b, Ciphertext destination)
    {
        Check(a, destination);
        CheckSameLevel(a.LimbCount, b.LimbCount);
        MultiplyAt(a, b, a.LimbCount, destination);
    }

    /// <summary>a * a with three polynomials, to be relinearised.</summary>
    /// <inheritdoc cref="Multiply"/>
    public void Square(Ciphertext a, Ciphertext destination) => Multiply(a, a, destination);

    /// <summary>sum + a * b: products are summed first and relinearised once (lazily).</summary>
    /// <param name="a">First factor, with at least as many limbs as the sum; those beyond are left out.</param>
    /// <param name="b">Second factor, likewise.</param>
    /// <param name="sum">Ciphertext of two or three polynomials with the scale of the product; not one of the factors.</param>
    /// <exception cref="OperandMismatchException">Parameters or scales differ, or a factor has too few limbs or was not relinearised.</exception>
    public void MultiplyAdd(Ciphertext a, Ciphertext b, Ciphertext sum)
    {
        Check(a, sum);
        if (a.LimbCount < sum.LimbCount) CheckSameLevel(a.LimbCount, sum.LimbCount);
        if (b.LimbCount < sum.LimbCount) CheckSameLevel(b.LimbCount, sum.LimbCount);
        CheckFactors(a, b);
        CheckSameScale(a.Scale * b.Scale, sum.Scale);
        if (ReferenceEquals(a, sum) || ReferenceEquals(b, sum))
        {
            throw new OperandMismatchException("size", $"The sum of {nameof(MultiplyAdd)} must not be one of the factors; use another ciphertext.");
        }

        Shape(3, sum.LimbCount, sum.Scale, sum, sum);
        _basis.Scheduler.Run(new TensorWork(a, b, sum, Accumulate: true), sum.LimbCount);
        GC.KeepAlive(a);
        GC.KeepAlive(b);
    }

    /// <summary>The product modulo the first primes only: factors of more limbs need not be dropped (copied) first.</summary>
    internal void MultiplyAt(Ciphertext a, Ciphertext b, int limbs, Ciphertext destination)
    {
        CheckFactors(a, b);
        double scale = a.Scale * b.Scale;
        destination.Reshape(3, limbs);
        _basis.Scheduler.Run(new TensorWork(a, b, destination, Accumulate: false), limbs);
        destination.Scale = scale;
        GC.KeepAlive(a);
        GC.KeepAlive(b);
    }

    /// <summary>a * b for a plaintext b.</summary>
    /// <exception cref="OperandMismatchException">Parameters or limbs differ.</exception>
    public void MultiplyPlain(Ciphertext a, Plaintext b, Ciphertext destination)
    {
        Check(a, destination);
        _rlwe.CheckSame(b.Context.Rlwe, "plaintext");
        CheckSameLevel(a.LimbCount, b.LimbCount);
        Shape(a.Size, a.LimbCount, a.Scale * b.Scale, destination, a);
        for (int p = 0; p < destination.Size; p++)
        {
            for (int i = 0; i < destination.LimbCount; i++)
            {
                _basis.Kernels.Multiply(a[p][i], b.Polynomial[i], destination[p][i], _basis.Degree, _basis[i]);
            }
        }

        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(destination);
    }

    /// <summary>a * c for a real constant c, encoded as the integer nearest to c times <paramref name="scalarScale"/>.</summary>
    /// <param name="a">Ciphertext.</param>
    /// <param name="value">Constant.</param>
    /// <param name="scalarScale">Factor from the constant to an integer, by which the scale grows; 1 for an integer constant.</param>
    /// <param name="destination">Receives the product.</param>
    /// <exception cref="OperandMismatchException">The constant is not finite or too large, or the scale is not finite and positive.</exception>
    public void MultiplyScalar(Ciphertext a, double value, double scalarScale, Ciphertext destination)
    {
        Check(a, destination);
        Int128 scaled = ScaleConstant(value, scalarScale, a.LimbCount);
        Shape(a.Size, a.LimbCount, a.Scale * scalarScale, destination, a);
        _basis.Scheduler.Run(new ScalarWork(a, destination, scaled, Accumulate: false), a.LimbCount);
        GC.KeepAlive(a);
    }

    /// <summary>sum + a * c for a real constant c.</summary>
    /// <param name="a">Ciphertext with at least as many limbs as the sum; those beyond are left out.</param>
    /// <param name="value">Constant.</param>
    /// <param name="sum">Ciphertext that is added to; not a itself. The constant is encoded at the ratio of the two scales.</param>
    /// <exception cref="OperandMismatchException">The constant is not finite or too large, or limbs do not fit.</exception>
    public void MultiplyScalarAdd(Ciphertext a, double value, Ciphertext sum)
    {
        Check(a, sum);
        if (a.LimbCount < sum.LimbCount) CheckSameLevel(a.LimbCount, sum.LimbCount);
        if (ReferenceEquals(a, sum))
        {
            throw new OperandMismatchException("size", $"The sum of {nameof(MultiplyScalarAdd)} must not be the operand; use another ciphertext.");
        }

        Int128 scaled = ScaleConstant(value, sum.Scale / a.Scale, sum.LimbCount);
        if (a.Size > sum.Size) Shape(a.Size, sum.LimbCount, sum.Scale, sum, sum);
        else sum.Reshape(sum.Size, sum.LimbCount);
        _basis.Scheduler.Run(new ScalarWork(a, sum, scaled, Accumulate: true), sum.LimbCount);
        GC.KeepAlive(a);
    }

    /// <summary>Brings a product of three polynomials back to two.</summary>
    /// <exception cref="OperandMismatchException">The ciphertext does not have three polynomials.</exception>
    /// <exception cref="MissingKeyException">The key covers fewer limbs.</exception>
    public void Relinearize(Ciphertext source, RelinearizationKey key, Ciphertext destination) =>
        Relinearize(source, key, destination, rescale: false);

    /// <summary>
    /// Relinearises and rescales at once: cheaper than one after the other.
    /// </summary>
    /// <inheritdoc cref="Relinearize(Ciphertext, RelinearizationKey, Ciphertext)"/>
    public void RelinearizeRescale(Ciphertext source, RelinearizationKey key, Ciphertext destination)
    {
        CheckRescalable(source);
        Relinearize(source, key, destination, rescale: true);
    }

    /// <summary>Twice the source, relinearised and rescaled; the factor costs nothing.</summary>
    internal void RelinearizeRescaleDouble(Ciphertext source, RelinearizationKey key, Ciphertext destination)
    {
        CheckRescalable(source);
        Relinearize(source, key, destination, rescale: true, factor: 2);
    }

    /// <summary>a * b, relinearised and rescaled.</summary>
    /// <inheritdoc cref="Multiply"/>
    /// <exception cref="MissingKeyException">The key covers fewer limbs.</exception>
    public void MultiplyRelinearizeRescale(Ciphertext a, Ciphertext b, RelinearizationKey key, Ciphertext destination)
    {
        CheckRescalable(a);
        CheckKey(key, a);
        Multiply(a, b, destination);
        Relinearize(destination, key, destination, rescale: true);
    }

    private void Relinearize(Ciphertext source, RelinearizationKey key, Ciphertext destination, bool rescale, int factor = 1)
    {
        Check(source, destination);
        CheckSize(source, 3, "only products need relinearisation");
        CheckKey(key, source);
        int limbs = source.LimbCount;
        double scale = rescale ? source.Scale / _basis[limbs - 1].AsDouble : source.Scale;
        SwitchingKey switchingKey = key.Get(limbs);
        using (var pair = new ExtendedPair(_rlwe, switchingKey.Tables, limbs))
        {
            using (DecomposedPolynomial digits = _rlwe.KeySwitcher.Decompose(source[2], switchingKey.Tables))
            {
                _rlwe.KeySwitcher.Multiply(digits, switchingKey, pair, transform: true);
            }

            // Where the destination is the source, the division reads each limb of the addends before it overwrites it.
            RnsPolynomial addend0 = source[0], addend1 = source[1];
            destination.Reshape(2, rescale ? limbs - 1 : limbs);
            _rlwe.KeySwitcher.Divide(pair, 0, addend0, destination[0], rescale, factor);
            _rlwe.KeySwitcher.Divide(pair, 1, addend1, destination[1], rescale, factor);
        }

        destination.Scale = scale;
        GC.KeepAlive(source);
    }

    private void CheckFactors(Ciphertext a, Ciphertext b)
    {
        _rlwe.CheckSame(b.Context, "second ciphertext");
        CheckSize(a, 2, "relinearise products before multiplying them");
        CheckSize(b, 2, "relinearise products before multiplying them");
    }

    /// <summary>Checks that a key fits a ciphertext.</summary>
    internal void CheckKey(RelinearizationKey key, Ciphertext ciphertext)
    {
        _rlwe.CheckSame(key.Context, "relinearisation key");
        key.Get(ciphertext.LimbCount);
    }

    /// <summary>The integer nearest to value times scale.</summary>
    private Int128 ScaleConstant(double value, double scale, int limbs)
    {
        if (!double.IsFinite(scale) || scale <= 0) throw new OperandMismatchException("scale", $"The scale is {scale}, but must be finite and positive.");
        double scaled = Math.Round(value * scale), bound = context.LargestInteger(limbs);
        if (!(Math.Abs(scaled) < bound))
        {
            throw new OperandMismatchException("scale",
                $"The constant {value:R} at scale {scale:G4} must be finite and below {bound:G4} in magnitude, which is what {limbs} limbs hold.");
        }

        return (Int128)scaled;
    }

    private static double Residue(Int128 value, Modulus q)
    {
        Int128 residue = value % q.Value;
        return (double)(ulong)(residue < 0 ? residue + q.Value : residue);
    }

    private readonly record struct TensorWork(Ciphertext A, Ciphertext B, Ciphertext Destination, bool Accumulate) : ILimbWork
    {
        public void Run(int index)
        {
            RnsBasis basis = A.Context.Basis;
            if (ReferenceEquals(A, B) && !Accumulate)
            {
                basis.Kernels.Square(A[0][index], A[1][index],
                    Destination[0][index], Destination[1][index], Destination[2][index], basis.Degree, basis.Moduli[index]);
                return;
            }

            basis.Kernels.Tensor(A[0][index], A[1][index], B[0][index], B[1][index],
                Destination[0][index], Destination[1][index], Destination[2][index], basis.Degree, basis.Moduli[index], Accumulate);
        }
    }

    private readonly record struct ScalarWork(Ciphertext A, Ciphertext Destination, Int128 Scalar, bool Accumulate) : ILimbWork
    {
        public void Run(int index)
        {
            RnsBasis basis = A.Context.Basis;
            Modulus q = basis.Moduli[index];
            double residue = Residue(Scalar, q);
            for (int p = 0; p < A.Size; p++)
            {
                if (Accumulate) basis.Kernels.MultiplyScalarAdd(A[p][index], residue, Destination[p][index], basis.Degree, q);
                else basis.Kernels.MultiplyScalar(A[p][index], residue, Destination[p][index], basis.Degree, q);
            }
        }
    }
}
