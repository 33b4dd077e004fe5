using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe;

/// <summary>
/// Two or three polynomials of evaluations whose sum with powers of the secret, c_0 + c_1 s + c_2 s^2, is the message and its noise.
/// Dispose returns the memory to the pool. Not safe for concurrent writes.
/// </summary>
public abstract class RlweCiphertext : IDisposable
{
    /// <summary>Most polynomials that a ciphertext may have: the product of two fresh ones.</summary>
    public const int MaximumSize = 3;

    private readonly RnsPolynomial?[] _polynomials = new RnsPolynomial?[MaximumSize];
    private int _limbCount;
    private bool _disposed;

    /// <summary>Creates a ciphertext with undefined contents.</summary>
    private protected RlweCiphertext(RlweContext context, int size, int limbs)
    {
        Context = context;
        Reshape(size, limbs);
    }

    /// <summary>Parameters that the ciphertext belongs to.</summary>
    public RlweContext Context { get; }

    /// <summary>Number of polynomials, 2 or 3.</summary>
    public int Size { get; private set; }

    /// <summary>Number of ciphertext primes that are left.</summary>
    /// <exception cref="ObjectDisposedException">The ciphertext was disposed.</exception>
    public int LimbCount
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _limbCount;
        }
    }

    /// <summary>Polynomial i.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such polynomial.</exception>
    public RnsPolynomial this[int index] => index >= 0 && index < Size
        ? _polynomials[index]!
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The ciphertext has {Size} polynomials.");

    /// <summary>32 bytes from which polynomial 1 can be expanded again, or null; makes the serialised form half as large.</summary>
    internal byte[]? Seed
    {
        get => _polynomials[1]?.Seed;
        set => _polynomials[1]!.Seed = value;
    }

    /// <summary>Whether the ciphertext hides nothing: every polynomial but the first is zero.</summary>
    public bool IsTransparent
    {
        get
        {
            int limbs = LimbCount;
            for (int p = 1; p < Size; p++)
            {
                for (int i = 0; i < limbs; i++)
                {
                    if (this[p].LimbSpan(i).ContainsAnyExcept(0.0)) return false;
                }
            }

            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        for (int i = 0; i < MaximumSize; i++)
        {
            _polynomials[i]?.Dispose();
            _polynomials[i] = null;
        }

        Size = 0;
        _disposed = true;
        GC.SuppressFinalize(this);
    }

    /// <summary>Changes the number of polynomials and limbs; contents are kept where both shrink and undefined otherwise.</summary>
    /// <exception cref="ObjectDisposedException">The ciphertext was disposed.</exception>
    internal void Reshape(int size, int limbs)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        for (int i = 0; i < size; i++)
        {
            _polynomials[i] ??= new RnsPolynomial(Context.Basis, limbs);
            _polynomials[i]!.Resize(limbs);
            _polynomials[i]!.IsNtt = true;
        }

        Size = size;
        _limbCount = limbs;
        Seed = null;
    }

    /// <summary>Expands polynomial 1 from a seed.</summary>
    internal void ExpandUniform(ReadOnlySpan<byte> seed)
    {
        for (int i = 0; i < LimbCount; i++)
        {
            using var stream = new RandomStream(seed, "AuditNode.Ckks/ciphertext", (ulong)i);
            UniformSampler.Fill(stream, Context.Basis[i].Value, this[1].LimbSpan(i));
        }

        Seed = seed.ToArray();
    }
}
