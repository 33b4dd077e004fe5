using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Commitments;

/// <summary>
/// The secret value and blinding of a commitment. Dispose overwrites them with zeros. Arithmetic takes the same time for all values.
/// </summary>
public sealed class Opening<TCurve> : IDisposable
    where TCurve : struct, ICurve
{
    private readonly Scalar<TCurve>[] _secrets = GC.AllocateArray<Scalar<TCurve>>(2, pinned: true);
    private bool _disposed;

    /// <summary>An opening of given value and blinding.</summary>
    /// <param name="value">The committed value.</param>
    /// <param name="blinding">Uniformly random, and used for one commitment only, or the commitment hides nothing.</param>
    public Opening(in Scalar<TCurve> value, in Scalar<TCurve> blinding)
    {
        _secrets[0] = value;
        _secrets[1] = blinding;
    }

    /// <summary>The committed value.</summary>
    /// <exception cref="ObjectDisposedException">The opening was disposed.</exception>
    public Scalar<TCurve> Value => Secret(0);

    /// <summary>The blinding.</summary>
    /// <exception cref="ObjectDisposedException">The opening was disposed.</exception>
    public Scalar<TCurve> Blinding => Secret(1);

    /// <summary>A value under a fresh random blinding.</summary>
    /// <param name="value">The value to commit to.</param>
    public static Opening<TCurve> Create(in Scalar<TCurve> value) => new(value, Scalar<TCurve>.Random());

    /// <summary>A number under a fresh random blinding; negative ones are counted back from the order.</summary>
    /// <param name="value">The value to commit to, for example a number in fixed point.</param>
    public static Opening<TCurve> Create(long value) => Create(SignedScalar.FromInt64<TCurve>(value));

    /// <summary>The commitment that this opens, in constant time.</summary>
    /// <param name="parameters">The generators.</param>
    public Commitment<TCurve> Commit(PedersenParameters<TCurve> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return new Commitment<TCurve>(parameters.Commit(Value, Blinding));
    }

    /// <summary>The opening of the sum of two commitments.</summary>
    /// <param name="other">The other summand.</param>
    public Opening<TCurve> Add(Opening<TCurve> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Opening<TCurve>(Value + other.Value, Blinding + other.Blinding);
    }

    /// <summary>The opening of a multiple of the commitment.</summary>
    /// <param name="factor">The factor.</param>
    public Opening<TCurve> Scale(in Scalar<TCurve> factor) => new(factor * Value, factor * Blinding);

    /// <summary>Overwrites value and blinding with zeros.</summary>
    public void Dispose()
    {
        _disposed = true;
        Scalar<TCurve>.Clear(_secrets);
    }

    private Scalar<TCurve> Secret(int index)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _secrets[index];
    }
}
