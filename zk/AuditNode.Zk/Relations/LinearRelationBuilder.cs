using System.Collections.Immutable;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Relations;

/// <summary>
/// Declares a linear relation by names: elements and scalars get indices in the order of declaration, equations keep theirs. Prover
/// and verifier run the same declarations. Not safe for concurrent use.
/// </summary>
/// <remarks>Source: "Specifying the relation" in draft-irtf-cfrg-sigma-protocols.</remarks>
public sealed class LinearRelationBuilder<TCurve>
    where TCurve : struct, ICurve
{
    /// <summary>The name of the generator, which every relation has at index 0.</summary>
    public const string GeneratorName = "G";

    private readonly List<ElementVariable<TCurve>> _elements = [];
    private readonly List<ScalarVariable<TCurve>> _scalars = [];
    private readonly List<Equation<TCurve>> _equations = [];
    private readonly Dictionary<string, ElementVariable<TCurve>> _elementsByName = [];
    private readonly Dictionary<string, ScalarVariable<TCurve>> _scalarsByName = [];

    /// <summary>A relation of the generator and nothing else yet.</summary>
    public LinearRelationBuilder() => Generator = AllocateElement(GeneratorName, GroupElement<TCurve>.Generator);

    /// <summary>The generator, element 0.</summary>
    public ElementVariable<TCurve> Generator { get; }

    /// <summary>The elements declared so far, by index.</summary>
    public IReadOnlyList<ElementVariable<TCurve>> Elements => _elements;

    /// <summary>The scalars declared so far, by index.</summary>
    public IReadOnlyList<ScalarVariable<TCurve>> Scalars => _scalars;

    /// <summary>The equations declared so far.</summary>
    public IReadOnlyList<Equation<TCurve>> Equations => _equations;

    /// <summary>Declares an element of the statement, or finds it if it was declared with the same name and value.</summary>
    /// <param name="name">Not empty.</param>
    /// <param name="value">The element.</param>
    /// <exception cref="ProofParameterException">The name is empty, or stands for another element.</exception>
    public ElementVariable<TCurve> AllocateElement(string name, in GroupElement<TCurve> value)
    {
        ThrowIfEmpty(name);
        if (_elementsByName.TryGetValue(name, out ElementVariable<TCurve>? known))
        {
            return known.Value == value
                ? known
                : throw new ProofParameterException(nameof(name), $"'{name}' already names another element; choose another name.");
        }

        var element = new ElementVariable<TCurve>(this, name, (uint)_elements.Count, value);
        _elements.Add(element);
        _elementsByName.Add(name, element);
        return element;
    }

    /// <summary>Declares a secret scalar.</summary>
    /// <param name="name">Not empty and not yet the name of a scalar.</param>
    /// <exception cref="ProofParameterException">The name is empty or taken.</exception>
    public ScalarVariable<TCurve> AllocateScalar(string name)
    {
        ThrowIfEmpty(name);
        var scalar = new ScalarVariable<TCurve>(this, name, (uint)_scalars.Count);
        if (!_scalarsByName.TryAdd(name, scalar))
            throw new ProofParameterException(nameof(name), $"'{name}' already names a scalar; use that one, or choose another name.");
        _scalars.Add(scalar);
        return scalar;
    }

    /// <summary>Declares an equation; write it as [C, -(two * D)] and [m * G, r * H].</summary>
    /// <param name="image">The public left-hand side, not empty.</param>
    /// <param name="terms">The right-hand side, not empty.</param>
    /// <exception cref="ProofParameterException">A side is empty, or an index was not declared here.</exception>
    public void AddEquation(ReadOnlySpan<ImageTerm<TCurve>> image, ReadOnlySpan<Term<TCurve>> terms)
    {
        if (image.IsEmpty || terms.IsEmpty)
        {
            throw new ProofParameterException(
                image.IsEmpty ? nameof(image) : nameof(terms), "An equation needs a term or more on both sides.");
        }

        foreach (ImageTerm<TCurve> term in image) ThrowIfUnknown(term.Element, _elements.Count, nameof(image));
        foreach (Term<TCurve> term in terms)
        {
            ThrowIfUnknown(term.Element, _elements.Count, nameof(terms));
            ThrowIfUnknown(term.Scalar, _scalars.Count, nameof(terms));
        }

        _equations.Add(new Equation<TCurve>([.. image], [.. terms]));
    }

    /// <summary>
    /// AND composition: appends another relation's declarations and equations. Its names get a prefix, so that none of its scalars is
    /// taken for one of this relation by accident; names that are shared stay as they are and mean the same in both.
    /// </summary>
    /// <param name="other">The relation to append; it is not changed.</param>
    /// <param name="prefix">Not empty; name n becomes prefix.n.</param>
    /// <param name="shared">Names of scalars and elements that both relations have in common; the generator is always shared.</param>
    /// <returns>Where the other relation's scalars are now.</returns>
    /// <exception cref="ProofParameterException">
    /// The other relation is this one, a prefixed name is taken, or a shared name stands for different elements or is not one of the
    /// other relation.
    /// </exception>
    public Composition<TCurve> And(LinearRelationBuilder<TCurve> other, string prefix, params ReadOnlySpan<string> shared)
    {
        ArgumentNullException.ThrowIfNull(other);
        ThrowIfEmpty(prefix);
        if (other == this) throw new ProofParameterException(nameof(other), "A relation cannot be composed with itself.");
        foreach (string name in shared)
        {
            if (!other._scalarsByName.ContainsKey(name) && !other._elementsByName.ContainsKey(name))
                throw new ProofParameterException(nameof(shared), $"'{name}' names nothing in the relation that is appended.");
        }

        var elements = new uint[other._elements.Count];
        for (int i = 1; i < elements.Length; i++)
            elements[i] = AllocateElement(Rename(other._elements[i].Name, prefix, shared), other._elements[i].Value).Index;
        var scalars = new ScalarVariable<TCurve>[other._scalars.Count];
        for (int i = 0; i < scalars.Length; i++)
        {
            string name = Rename(other._scalars[i].Name, prefix, shared);
            bool isShared = shared.Contains(other._scalars[i].Name);
            scalars[i] = isShared && _scalarsByName.TryGetValue(name, out ScalarVariable<TCurve>? known) ? known : AllocateScalar(name);
        }

        foreach (Equation<TCurve> equation in other._equations)
        {
            _equations.Add(new Equation<TCurve>(
                [.. equation.Image.Select(term => term with { Element = elements[term.Element] })],
                [.. equation.Terms.Select(term => term with { Scalar = scalars[term.Scalar].Index, Element = elements[term.Element] })]));
        }

        return new Composition<TCurve>(other, scalars);
    }

    /// <summary>The relation that was declared; it still has to be validated.</summary>
    public LinearRelation<TCurve> Build() => new([.. _elements.Select(element => element.Value)], [.. _equations]);

    private static string Rename(string name, string prefix, ReadOnlySpan<string> shared) => shared.Contains(name) ? name : $"{prefix}.{name}";

    private static void ThrowIfEmpty(string name)
    {
        if (string.IsNullOrEmpty(name)) throw new ProofParameterException(nameof(name), "A name has one character or more.");
    }

    private static void ThrowIfUnknown(uint index, int count, string side)
    {
        if (index >= count) throw new ProofParameterException(side, $"Index {index} was not declared in this builder, which has {count}.");
    }
}
