using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe.KeySwitching;

/// <summary>Scratch limbs from the pool of a basis.</summary>
internal readonly unsafe struct PooledLimbs(RnsBasis basis, int count) : IDisposable
{
    private readonly AlignedBuffer _buffer = basis.Pool.Rent(count);

    public double* this[int limb] => _buffer.Pointer + (long)limb * basis.LimbStride;

    /// <summary>Gives the memory back; must happen exactly once.</summary>
    public void Dispose() => basis.Pool.Return(_buffer);
}
