using AuditNode.Ckks.Ring.Portable;
using AuditNode.Ckks.Ring.Simd;

namespace AuditNode.Ckks.Ring;

/// <summary>
/// The loops over one limb, once for each instruction set. All implementations give the same results, bit for bit.
/// </summary>
/// <remarks>
/// Pointers address n doubles that hold integers in [0, p) unless a summary says otherwise; n is a multiple of 8.
/// A destination may be the same as a source, but must not overlap one in part.
/// </remarks>
internal abstract unsafe class RingKernels
{
    /// <summary>The kernels of an instruction set.</summary>
    public static RingKernels For(InstructionSet set) => set switch
    {
        InstructionSet.Vector512 => VectorKernels<Lanes512, System.Runtime.Intrinsics.Vector512<double>>.Instance,
        InstructionSet.Vector256 => VectorKernels<Lanes256, System.Runtime.Intrinsics.Vector256<double>>.Instance,
        _ => PortableKernels.Instance,
    };

    /// <summary>Forward negacyclic transform in place.</summary>
    public abstract void Forward(double* x, NttTables tables);

    /// <summary>Inverse negacyclic transform in place.</summary>
    public abstract void Inverse(double* x, NttTables tables);

    /// <summary>d = a + b.</summary>
    public abstract void Add(double* a, double* b, double* d, int n, Modulus modulus);

    /// <summary>d = a - b.</summary>
    public abstract void Subtract(double* a, double* b, double* d, int n, Modulus modulus);

    /// <summary>d = -a.</summary>
    public abstract void Negate(double* a, double* d, int n, Modulus modulus);

    /// <summary>d = a + s for a constant s in [0, p).</summary>
    public abstract void AddScalar(double* a, double s, double* d, int n, Modulus modulus);

    /// <summary>d = a * b.</summary>
    public abstract void Multiply(double* a, double* b, double* d, int n, Modulus modulus);

    /// <summary>d = d + a * b.</summary>
    public abstract void MultiplyAdd(double* a, double* b, double* d, int n, Modulus modulus);

    /// <summary>d = a * s for a constant s in [0, p).</summary>
    public abstract void MultiplyScalar(double* a, double s, double* d, int n, Modulus modulus);

    /// <summary>d = d + a * s for a constant s in [0, p).</summary>
    public abstract void MultiplyScalarAdd(double* a, double s, double* d, int n, Modulus modulus);

    /// <summary>d = (a - b) * s for a constant s in [0, p).</summary>
    public abstract void SubtractMultiplyScalar(double* a, double* b, double s, double* d, int n, Modulus modulus);

    /// <summary>d = (a - b) * s + c * t for constants s and t in [0, p).</summary>
    public abstract void SubtractMultiplyAdd(double* a, double* b, double s, double* c, double t, double* d, int n, Modulus modulus);

    /// <summary>(d0, d1, d2) = (a0^2, 2 a0 a1, a1^2).</summary>
    public abstract void Square(double* a0, double* a1, double* d0, double* d1, double* d2, int n, Modulus modulus);

    /// <summary>(d0, d1, d2) = (a0 b0, a0 b1 + a1 b0, a1 b1), added to what is there if <paramref name="accumulate"/>.</summary>
    public abstract void Tensor(double* a0, double* a1, double* b0, double* b1, double* d0, double* d1, double* d2, int n, Modulus modulus,
        bool accumulate);

    /// <summary>d0 = sum of a_j * k0_j, d1 = sum of a_j * k1_j over <paramref name="count"/> (at most 32) terms.</summary>
    public abstract void InnerProducts(double** a, double** k0, double** k1, int count, double* d0, double* d1, int n, Modulus modulus);

    /// <summary>d = the representative of a in (-q/2, q/2], reduced modulo <paramref name="to"/>.</summary>
    public abstract void ReduceCentred(double* a, Modulus from, double* d, Modulus to, int n);

    /// <summary>d = a mod p for signed integers |a| &lt;= 2^100 that are exact doubles.</summary>
    public abstract void ReduceSigned(double* a, double* d, int n, Modulus modulus);

    /// <summary>
    /// Converts n coefficients from offset <paramref name="start"/> on to another basis; targets whose destination is null are left out.
    /// </summary>
    public abstract void ConvertBasis(BasisConverter converter, double** source, double** destination, int start, int n);

    /// <summary>d[i] = a[indices[i]].</summary>
    public virtual void Permute(double* a, int* indices, double* d, int n)
    {
        for (int i = 0; i < n; i += 4)
        {
            double v0 = a[indices[i]], v1 = a[indices[i + 1]], v2 = a[indices[i + 2]], v3 = a[indices[i + 3]];
            d[i] = v0;
            d[i + 1] = v1;
            d[i + 2] = v2;
            d[i + 3] = v3;
        }
    }
}
