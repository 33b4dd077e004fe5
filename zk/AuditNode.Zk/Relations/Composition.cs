using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Relations;

/// <summary>Where the scalars of an appended relation are in the relation that it was appended to.</summary>
public sealed class Composition<TCurve>
    where TCurve : struct, ICurve
{
    private readonly LinearRelationBuilder<TCurve> _part;
    private readonly ScalarVariable<TCurve>[] _scalars;

    internal Composition(LinearRelationBuilder<TCurve> part, ScalarVariable<TCurve>[] scalars)
    {
        _part = part;
        _scalars = scalars;
    }

    /// <summary>The composed relation's name for a scalar of the appended one.</summary>
    /// <param name="scalar">A scalar that the appended relation had when it was appended.</param>
    /// <exception cref="ProofParameterException">The scalar is not one of those.</exception>
    public ScalarVariable<TCurve> this[ScalarVariable<TCurve> scalar]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(scalar);
            if (scalar.Builder != _part || scalar.Index >= _scalars.Length)
                throw new ProofParameterException(nameof(scalar), $"'{scalar.Name}' is no scalar of the relation that was appended.");
            return _scalars[scalar.Index];
        }
    }
}
