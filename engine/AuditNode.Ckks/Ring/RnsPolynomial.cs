namespace AuditNode.Ckks.Ring;

/// <summary>
/// A polynomial by its residues modulo the first <see cref="LimbCount"/> primes of a basis: either coefficients, or evaluations
/// at the roots of X^N + 1 (<see cref="IsNtt"/>). Dispose returns its memory to the basis' pool; not safe for concurrent writes.
/// </summary>
public sealed unsafe class RnsPolynomial : IDisposable
{
    private AlignedBuffer? _buffer;
    private int _limbCount;

    /// <summary>Creates a polynomial with undefined contents.</summary>
    /// <param name="basis">The ring.</param>
    /// <param name="limbCount">Number of limbs, 1 to the number of primes of the basis.</param>
    internal RnsPolynomial(RnsBasis basis, int limbCount)
    {
        Basis = basis;
        _buffer = basis.Pool.Rent(limbCount);
        _limbCount = limbCount;
    }

    /// <summary>The ring.</summary>
    public RnsBasis Basis { get; }

    /// <summary>Number of residues per coefficient.</summary>
    /// <exception cref="ObjectDisposedException">The polynomial was disposed.</exception>
    public int LimbCount => _buffer is null ? throw new ObjectDisposedException(nameof(RnsPolynomial)) : _limbCount;

    /// <summary>Whether the values are evaluations rather than coefficients.</summary>
    public bool IsNtt { get; internal set; }

    /// <summary>
    /// 32 bytes that the holder expanded all residues from, or null. <see cref="SetLimb"/> forgets them; a holder that writes to the
    /// limbs by pointer must do so itself.
    /// </summary>
    internal byte[]? Seed { get; set; }

    /// <summary>Residues modulo the i-th prime.</summary>
    /// <exception cref="ObjectDisposedException">The polynomial was disposed.</exception>
    internal double* this[int limb] => Buffer.Pointer + (long)limb * Basis.LimbStride;

    private AlignedBuffer Buffer => _buffer ?? throw new ObjectDisposedException(nameof(RnsPolynomial));

    /// <summary>Copies the residues modulo the i-th prime, integers in [0, q_i).</summary>
    /// <param name="limb">Index of the prime.</param>
    /// <param name="destination">N values.</param>
    /// <exception cref="ArgumentException">The index or the length is out of range.</exception>
    public void CopyLimbTo(int limb, Span<ulong> destination)
    {
        CheckLimb(limb, destination.Length);
        double* x = this[limb];
        for (int i = 0; i < destination.Length; i++) destination[i] = (ulong)x[i];
        GC.KeepAlive(this);
    }

    /// <summary>Sets the residues modulo the i-th prime.</summary>
    /// <param name="limb">Index of the prime.</param>
    /// <param name="residues">N integers in [0, q_i).</param>
    /// <exception cref="ArgumentException">The index, the length or a residue is out of range; nothing is changed.</exception>
    public void SetLimb(int limb, ReadOnlySpan<ulong> residues)
    {
        CheckLimb(limb, residues.Length);
        ulong p = Basis[limb].Value;
        foreach (ulong r in residues)
        {
            if (r >= p) throw new ArgumentOutOfRangeException(nameof(residues), r, $"A residue modulo {p} must be below it.");
        }

        Seed = null;
        double* x = this[limb];
        for (int i = 0; i < residues.Length; i++) x[i] = residues[i];
        GC.KeepAlive(this);
    }

    /// <summary>Returns the memory to the pool.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer) Basis.Pool.Return(buffer);
    }

    /// <summary>The values of one limb.</summary>
    internal Span<double> LimbSpan(int limb) => new(this[limb], Basis.Degree);

    /// <summary>Changes the number of limbs; contents are kept when it shrinks and undefined when it grows.</summary>
    internal void Resize(int limbCount)
    {
        int capacity = Buffer.Length / Basis.LimbStride;
        if (limbCount > capacity)
        {
            Basis.Pool.Return(Buffer);
            _buffer = null;
            _buffer = Basis.Pool.Rent(limbCount);
        }

        _limbCount = limbCount;
    }

    /// <summary>Zeroes the memory, then returns it to the pool: for secrets.</summary>
    internal void Erase()
    {
        _buffer?.Clear();
        Dispose();
    }

    /// <summary>Replaces coefficients by evaluations.</summary>
    internal void ToNtt()
    {
        Basis.Scheduler.Run(new TransformWork(this, Inverse: false), LimbCount);
        IsNtt = true;
    }

    /// <summary>Replaces evaluations by coefficients.</summary>
    internal void ToCoefficients()
    {
        Basis.Scheduler.Run(new TransformWork(this, Inverse: true), LimbCount);
        IsNtt = false;
    }

    /// <summary>Copies all limbs from another polynomial of the same basis.</summary>
    internal void CopyFrom(RnsPolynomial source)
    {
        if (ReferenceEquals(source, this)) return;
        Resize(source.LimbCount);
        for (int i = 0; i < LimbCount; i++) source.LimbSpan(i).CopyTo(LimbSpan(i));
        IsNtt = source.IsNtt;
    }

    private void CheckLimb(int limb, int length)
    {
        if ((uint)limb >= (uint)LimbCount) throw new ArgumentOutOfRangeException(nameof(limb), limb, $"The polynomial has {LimbCount} limbs.");
        if (length != Basis.Degree) throw new ArgumentException($"A limb has {Basis.Degree} residues, not {length}.");
    }

    private readonly record struct TransformWork(RnsPolynomial Polynomial, bool Inverse) : ILimbWork
    {
        public void Run(int index)
        {
            NttTables tables = Polynomial.Basis.Tables[index];
            if (Inverse) Polynomial.Basis.Kernels.Inverse(Polynomial[index], tables);
            else Polynomial.Basis.Kernels.Forward(Polynomial[index], tables);
            GC.KeepAlive(Polynomial); // its memory is pinned, but only while it is reachable
        }
    }
}
