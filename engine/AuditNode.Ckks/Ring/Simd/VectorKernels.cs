namespace AuditNode.Ckks.Ring.Simd;

/// <summary>Kernels in double lanes; this part binds the transforms, the others hold the loops.</summary>
internal sealed unsafe partial class VectorKernels<TLanes, TVector> : RingKernels
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    public static readonly VectorKernels<TLanes, TVector> Instance = new();

    public override void Forward(double* x, NttTables tables)
    {
        if (tables.Modulus.NeedsEagerReduction) ForwardNtt<TLanes, TVector, EagerGrowth>.Transform(x, tables);
        else ForwardNtt<TLanes, TVector, LazyGrowth>.Transform(x, tables);
    }

    public override void Inverse(double* x, NttTables tables)
    {
        if (tables.Modulus.NeedsEagerReduction) InverseNtt<TLanes, TVector, EagerGrowth>.Transform(x, tables);
        else InverseNtt<TLanes, TVector, LazyGrowth>.Transform(x, tables);
    }
}
