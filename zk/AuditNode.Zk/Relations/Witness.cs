using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Relations;

/// <summary>
/// The secret scalars of a relation, by name. Dispose overwrites them with zeros; do it as soon as the proof is made. Not safe for
/// concurrent use.
/// </summary>
public sealed class Witness<TCurve> : IDisposable
    where TCurve : struct, ICurve
{
    private readonly LinearRelationBuilder<TCurve> _builder;
    private readonly Scalar<TCurve>[] _values;
    private readonly bool[] _assigned;
    private bool _disposed;

    /// <summary>An empty witness for everything that was declared so far.</summary>
    /// <param name="builder">The declared relation; scalars that are declared later have no place here.</param>
    public Witness(LinearRelationBuilder<TCurve> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        _builder = builder;
        // Pinned, so that the garbage collector leaves no copies behind when it moves objects.
        _values = GC.AllocateArray<Scalar<TCurve>>(builder.Scalars.Count, pinned: true);
        _assigned = new bool[builder.Scalars.Count];
    }

    /// <summary>Gives a scalar its value. A second value for the same scalar must equal the first.</summary>
    /// <param name="variable">A scalar of the relation.</param>
    /// <param name="value">Its secret value.</param>
    /// <exception cref="ProofParameterException">The scalar is not of this relation, too new, or has another value.</exception>
    /// <exception cref="ObjectDisposedException">The witness was disposed.</exception>
    public void Assign(ScalarVariable<TCurve> variable, in Scalar<TCurve> value)
    {
        ArgumentNullException.ThrowIfNull(variable);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (variable.Builder != _builder || variable.Index >= _values.Length)
        {
            throw new ProofParameterException(
                nameof(variable),
                $"Scalar '{variable.Name}' has no place in this witness; make the witness of its builder, after the last declaration.");
        }

        if (_assigned[variable.Index] && _values[variable.Index] != value)
            throw new ProofParameterException(nameof(value), $"Scalar '{variable.Name}' was given two different values.");
        _values[variable.Index] = value;
        _assigned[variable.Index] = true;
    }

    /// <summary>Takes over the values of an appended relation's witness.</summary>
    /// <param name="composition">What And returned for the appended relation.</param>
    /// <param name="part">A witness of the appended relation; it is not changed.</param>
    /// <exception cref="ProofParameterException">The two do not fit each other, or a shared scalar has two different values.</exception>
    public void Include(Composition<TCurve> composition, Witness<TCurve> part)
    {
        ArgumentNullException.ThrowIfNull(composition);
        ArgumentNullException.ThrowIfNull(part);
        ObjectDisposedException.ThrowIf(part._disposed, part);
        for (int i = 0; i < part._values.Length; i++)
        {
            if (part._assigned[i]) Assign(composition[part._builder.Scalars[i]], part._values[i]);
        }
    }

    /// <summary>The scalars by index, for a prover.</summary>
    /// <exception cref="ProofParameterException">A scalar has no value.</exception>
    /// <exception cref="ObjectDisposedException">The witness was disposed.</exception>
    public ReadOnlySpan<Scalar<TCurve>> AsSpan()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        int missing = Array.IndexOf(_assigned, false);
        if (missing >= 0)
        {
            throw new ProofParameterException(
                "witness", $"Scalar '{_builder.Scalars[missing].Name}' has no value; assign it before proving.");
        }

        return _values;
    }

    /// <summary>Overwrites the values with zeros.</summary>
    public void Dispose()
    {
        _disposed = true;
        Scalar<TCurve>.Clear(_values);
    }
}
