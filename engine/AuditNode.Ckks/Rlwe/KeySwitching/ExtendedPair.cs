using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe.KeySwitching;

/// <summary>Two polynomials modulo q_0..q_(l-1) and P: what a key switch yields before P is divided out again.</summary>
internal readonly unsafe struct ExtendedPair : IDisposable
{
    private readonly AlignedBuffer _buffer;

    public ExtendedPair(RlweContext context, KeySwitchingTables tables, int limbs)
    {
        Context = context;
        LimbCount = limbs;
        Tables = tables;
        TargetCount = limbs + tables.Shape.SpecialCount;
        _buffer = context.Basis.Pool.Rent(2 * TargetCount);
    }

    public RlweContext Context { get; }

    public KeySwitchingTables Tables { get; }

    public int LimbCount { get; }

    public int TargetCount { get; }

    /// <summary>Limb t of polynomial 0 or 1, the special primes after the ciphertext primes.</summary>
    public double* this[int polynomial, int target] =>
        _buffer.Pointer + (long)(polynomial * TargetCount + target) * Context.Basis.LimbStride;

    /// <summary>Index of limb t's prime in the basis.</summary>
    public int PrimeIndex(int target) => target < LimbCount ? target : Tables.Shape.SpecialStart + target - LimbCount;

    /// <summary>Gives the memory back; must happen exactly once.</summary>
    public void Dispose() => Context.Basis.Pool.Return(_buffer);
}
