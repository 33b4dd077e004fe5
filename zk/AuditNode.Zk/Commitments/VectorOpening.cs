using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Commitments;

/// <summary>
/// The secret entries and blinding of a vector commitment. Dispose overwrites them with zeros. Arithmetic takes a time that depends on
/// the length only.
/// </summary>
public sealed class VectorOpening<TCurve> : IDisposable
    where TCurve : struct, ICurve
{
    private readonly Scalar<TCurve>[] _values;
    private readonly Scalar<TCurve>[] _blinding = GC.AllocateArray<Scalar<TCurve>>(1, pinned: true);
    private bool _disposed;

    /// <summary>An opening of given entries and blinding.</summary>
    /// <param name="values">1 to 2^24 entries, which are copied.</param>
    /// <param name="blinding">Uniformly random, and used for one commitment only, or the commitment hides nothing.</param>
    /// <exception cref="ProofParameterException">There are no entries, or too many.</exception>
    public VectorOpening(ReadOnlySpan<Scalar<TCurve>> values, in Scalar<TCurve> blinding)
        : this(Allocate(values.Length), blinding) => values.CopyTo(_values);

    private VectorOpening(Scalar<TCurve>[] values, in Scalar<TCurve> blinding)
    {
        _values = values;
        _blinding[0] = blinding;
    }

    /// <summary>The entries.</summary>
    /// <exception cref="ObjectDisposedException">The opening was disposed.</exception>
    public ReadOnlySpan<Scalar<TCurve>> Values
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _values;
        }
    }

    /// <summary>The blinding.</summary>
    /// <exception cref="ObjectDisposedException">The opening was disposed.</exception>
    public Scalar<TCurve> Blinding
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _blinding[0];
        }
    }

    /// <summary>A column of numbers, for example in fixed point, under a fresh random blinding.</summary>
    /// <param name="column">1 to 2^24 numbers, negative ones included.</param>
    /// <exception cref="ProofParameterException">There are no entries, or too many.</exception>
    public static VectorOpening<TCurve> Create(ReadOnlySpan<long> column)
    {
        Scalar<TCurve>[] values = Allocate(column.Length);
        for (int i = 0; i < values.Length; i++) values[i] = SignedScalar.FromInt64<TCurve>(column[i]);
        return new VectorOpening<TCurve>(values, Scalar<TCurve>.Random());
    }

    /// <summary>The commitment that this opens: one constant-time multi-scalar multiplication, over all processors.</summary>
    /// <param name="parameters">The generators.</param>
    public VectorCommitment<TCurve> Commit(PedersenParameters<TCurve> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ObjectDisposedException.ThrowIf(_disposed, this);
        GroupElement<TCurve> sum = SecretSum.Of(parameters.VectorGeneratorArray(_values.Length), _values, _values.Length);
        return new VectorCommitment<TCurve>(sum + parameters.BlindingBase.Multiply(Blinding), _values.Length);
    }

    /// <summary>The opening of the sum of two vector commitments.</summary>
    /// <param name="other">The other summand, of the same length.</param>
    /// <exception cref="ProofParameterException">The lengths differ.</exception>
    public VectorOpening<TCurve> Add(VectorOpening<TCurve> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._values.Length != _values.Length)
        {
            throw new ProofParameterException(
                nameof(other), $"The vectors have {_values.Length} and {other._values.Length} entries; add vectors of one length.");
        }

        Scalar<TCurve>[] sums = Allocate(_values.Length);
        for (int i = 0; i < sums.Length; i++) sums[i] = Values[i] + other.Values[i];
        return new VectorOpening<TCurve>(sums, Blinding + other.Blinding);
    }

    /// <summary>The opening of a multiple of the vector commitment.</summary>
    /// <param name="factor">The factor.</param>
    public VectorOpening<TCurve> Scale(in Scalar<TCurve> factor)
    {
        Scalar<TCurve>[] multiples = Allocate(_values.Length);
        for (int i = 0; i < multiples.Length; i++) multiples[i] = factor * Values[i];
        return new VectorOpening<TCurve>(multiples, factor * Blinding);
    }

    /// <summary>Overwrites entries and blinding with zeros.</summary>
    public void Dispose()
    {
        _disposed = true;
        Scalar<TCurve>.Clear(_values);
        Scalar<TCurve>.Clear(_blinding);
    }

    private static Scalar<TCurve>[] Allocate(int length)
    {
        ProofParameterException.ThrowIfOutside(length, 1, PedersenParameters<TCurve>.MaximumLength, "length");
        return GC.AllocateArray<Scalar<TCurve>>(length, pinned: true);
    }
}
