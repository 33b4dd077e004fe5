using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe.KeySwitching;

/// <summary>
/// The digits of one polynomial, each extended to all its limbs and the special primes: limb t of digit d at
/// d (l + k) + t, the special primes after the l ciphertext primes. Reusable for several keys (hoisting).
/// </summary>
internal readonly unsafe struct DecomposedPolynomial : IDisposable
{
    private readonly AlignedBuffer _buffer;

    public DecomposedPolynomial(RlweContext context, KeySwitchingTables tables, RnsPolynomial source)
    {
        Source = source;
        LimbCount = source.LimbCount;
        Tables = tables;
        TargetCount = LimbCount + tables.Shape.SpecialCount;
        DigitSize = tables.Shape.DigitSize;
        DigitCount = (LimbCount + DigitSize - 1) / DigitSize;
        Basis = context.Basis;
        _buffer = Basis.Pool.Rent(DigitCount * TargetCount);
    }

    public RnsBasis Basis { get; }

    public KeySwitchingTables Tables { get; }

    public RnsPolynomial Source { get; }

    public int LimbCount { get; }

    public int TargetCount { get; }

    public int DigitSize { get; }

    public int DigitCount { get; }

    /// <summary>Limb t of digit d; a digit's own limbs are those of the source itself.</summary>
    public double* this[int digit, int target] => IsOwn(digit, target)
        ? Source[target]
        : _buffer.Pointer + (long)(digit * TargetCount + target) * Basis.LimbStride;

    /// <summary>Index of limb t's prime in the basis.</summary>
    public int PrimeIndex(int target) => target < LimbCount ? target : Tables.Shape.SpecialStart + target - LimbCount;

    /// <summary>Whether the digit consists of this prime, among others.</summary>
    public bool IsOwn(int digit, int target) => target < LimbCount && target / DigitSize == digit;

    /// <summary>Gives the memory back; must happen exactly once.</summary>
    public void Dispose() => Basis.Pool.Return(_buffer);
}
