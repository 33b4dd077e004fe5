using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks;

/// <content>Sums and differences; the noise of the result is at most the sum of the operands'.</content>
public sealed unsafe partial class Evaluator
{
    private enum Linear
    {
        Add,
        Subtract,
        Negate,
    }

    /// <summary>a + b; sizes may differ.</summary>
    /// <exception cref="OperandMismatchException">Parameters, limbs or scales differ.</exception>
    public void Add(Ciphertext a, Ciphertext b, Ciphertext destination) => Combine(a, b, destination, Linear.Add);

    /// <summary>a - b; sizes may differ.</summary>
    /// <inheritdoc cref="Add(Ciphertext, Ciphertext, Ciphertext)"/>
    public void Subtract(Ciphertext a, Ciphertext b, Ciphertext destination) => Combine(a, b, destination, Linear.Subtract);

    /// <summary>-a.</summary>
    public void Negate(Ciphertext a, Ciphertext destination)
    {
        Check(a, destination);
        Shape(a.Size, a.LimbCount, a.Scale, destination, a);
        _basis.Scheduler.Run(new LinearWork(a, a, destination, Linear.Negate), a.LimbCount);
        GC.KeepAlive(a);
    }

    /// <summary>a + b for a plaintext b.</summary>
    /// <exception cref="OperandMismatchException">Parameters, limbs or scales differ.</exception>
    public void AddPlain(Ciphertext a, Plaintext b, Ciphertext destination) => CombinePlain(a, b, destination, Linear.Add);

    /// <summary>a - b for a plaintext b.</summary>
    /// <inheritdoc cref="AddPlain"/>
    public void SubtractPlain(Ciphertext a, Plaintext b, Ciphertext destination) => CombinePlain(a, b, destination, Linear.Subtract);

    /// <summary>a + c for a real constant c in every slot.</summary>
    /// <exception cref="OperandMismatchException">The constant is too large for scale and limbs.</exception>
    public void AddScalar(Ciphertext a, double value, Ciphertext destination)
    {
        Check(a, destination);
        Int128 scaled = ScaleConstant(value, a.Scale, a.LimbCount);
        CopyInto(a, destination);
        for (int i = 0; i < destination.LimbCount; i++)
        {
            // A constant polynomial evaluates to the constant everywhere.
            double* c0 = destination[0][i];
            _basis.Kernels.AddScalar(c0, Residue(scaled, _basis[i]), c0, _basis.Degree, _basis[i]);
        }

        GC.KeepAlive(destination);
    }

    private void Combine(Ciphertext a, Ciphertext b, Ciphertext destination, Linear operation)
    {
        Check(a, destination);
        _rlwe.CheckSame(b.Context, "second ciphertext");
        CheckSameLevel(a.LimbCount, b.LimbCount);
        CheckSameScale(a.Scale, b.Scale);
        Shape(Math.Max(a.Size, b.Size), a.LimbCount, a.Scale, destination, a, b);
        _basis.Scheduler.Run(new LinearWork(a, b, destination, operation), a.LimbCount);
        GC.KeepAlive(a);
        GC.KeepAlive(b);
    }

    private void CombinePlain(Ciphertext a, Plaintext b, Ciphertext destination, Linear operation)
    {
        Check(a, destination);
        _rlwe.CheckSame(b.Context.Rlwe, "plaintext");
        CheckSameLevel(a.LimbCount, b.LimbCount);
        CheckSameScale(a.Scale, b.Scale);
        CopyInto(a, destination);
        for (int i = 0; i < destination.LimbCount; i++)
        {
            double* c0 = destination[0][i];
            if (operation == Linear.Add) _basis.Kernels.Add(c0, b.Polynomial[i], c0, _basis.Degree, _basis[i]);
            else _basis.Kernels.Subtract(c0, b.Polynomial[i], c0, _basis.Degree, _basis[i]);
        }

        GC.KeepAlive(destination);
        GC.KeepAlive(b);
    }

    private void CopyInto(Ciphertext a, Ciphertext destination)
    {
        if (ReferenceEquals(a, destination)) destination.Reshape(a.Size, a.LimbCount); // forgets the seed: the polynomials change
        else DropToLimbs(a, a.LimbCount, destination);
    }

    /// <summary>
    /// Gives the destination its shape. Where it is an operand that is shorter, the limbs of the other polynomials stay; the
    /// sizes of the operands must be read before.
    /// </summary>
    private static void Shape(int size, int limbs, double scale, Ciphertext destination, Ciphertext a, Ciphertext? b = null)
    {
        if (size > destination.Size && (ReferenceEquals(destination, a) || ReferenceEquals(destination, b)))
        {
            int old = destination.Size;
            destination.Reshape(size, limbs);
            for (int p = old; p < size; p++)
            {
                for (int i = 0; i < limbs; i++) destination[p].LimbSpan(i).Clear();
            }
        }
        else
        {
            destination.Reshape(size, limbs);
        }

        destination.Scale = scale;
    }

    private readonly record struct LinearWork(Ciphertext A, Ciphertext B, Ciphertext Destination, Linear Operation) : ILimbWork
    {
        public void Run(int index)
        {
            RnsBasis basis = A.Context.Basis;
            Modulus q = basis.Moduli[index];
            int n = basis.Degree;
            for (int p = 0; p < Destination.Size; p++)
            {
                double* d = Destination[p][index];
                if (Operation == Linear.Negate) basis.Kernels.Negate(A[p][index], d, n, q);
                else if (p >= B.Size) A[p].LimbSpan(index).CopyTo(Destination[p].LimbSpan(index));
                else if (p >= A.Size && Operation == Linear.Add) B[p].LimbSpan(index).CopyTo(Destination[p].LimbSpan(index));
                else if (p >= A.Size) basis.Kernels.Negate(B[p][index], d, n, q);
                else if (Operation == Linear.Add) basis.Kernels.Add(A[p][index], B[p][index], d, n, q);
                else basis.Kernels.Subtract(A[p][index], B[p][index], d, n, q);
            }
        }
    }
}
