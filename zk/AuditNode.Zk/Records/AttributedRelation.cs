using AuditNode.Zk.Groups;
using AuditNode.Zk.Relations;

namespace AuditNode.Zk.Records;

/// <summary>
/// A relation that begins with the attribution to an institution, X = x * G, and is continued with whatever the record claims.
/// </summary>
public sealed class AttributedRelation
{
    private readonly ScalarVariable<Bn254> _key;

    /// <summary>Declares the attribution as the first equation.</summary>
    /// <param name="publicKey">X, the institution's registered key.</param>
    public AttributedRelation(in GroupElement<Bn254> publicKey)
    {
        ElementVariable<Bn254> element = Builder.AllocateElement("institution", publicKey);
        _key = Builder.AllocateScalar("institution.key");
        Builder.AddEquation([element], [_key * Builder.Generator]);
    }

    /// <summary>For the declarations that follow.</summary>
    public LinearRelationBuilder<Bn254> Builder { get; } = new();

    /// <summary>Assigns the key; the rest of the witness is assigned by whoever declared the rest of the relation.</summary>
    /// <param name="witness">A witness of this relation.</param>
    /// <param name="key">The institution's key.</param>
    /// <exception cref="ObjectDisposedException">The key was disposed.</exception>
    public void Assign(Witness<Bn254> witness, ProofKey key)
    {
        ArgumentNullException.ThrowIfNull(witness);
        ArgumentNullException.ThrowIfNull(key);
        witness.Assign(_key, key.Secret[0]);
    }

    /// <summary>
    /// Whether a relation begins with exactly the attribution: image (element 1, coefficient 1), term (scalar 0, element 0, coefficient
    /// 1), and element 1 the given key.
    /// </summary>
    /// <param name="relation">A relation of untrusted origin.</param>
    /// <param name="publicKey">The institution's registered key.</param>
    public static bool Begins(LinearRelation<Bn254> relation, in GroupElement<Bn254> publicKey)
    {
        ArgumentNullException.ThrowIfNull(relation);
        if (relation.Equations.IsEmpty || relation.Elements.Length < 2 || relation.Elements[1] != publicKey) return false;
        Equation<Bn254> first = relation.Equations[0];
        return first.Image.Length == 1 && first.Image[0] == new ImageTerm<Bn254>(1, Scalar<Bn254>.One)
            && first.Terms.Length == 1 && first.Terms[0] == new Term<Bn254>(0, 0, Scalar<Bn254>.One);
    }
}
