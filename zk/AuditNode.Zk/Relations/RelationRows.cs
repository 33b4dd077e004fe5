using System.Runtime.InteropServices;
using AuditNode.Zk.Commitments;
using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Relations;

/// <summary>
/// Evaluates the rows of a relation. The terms of an element within an equation are added up first, so that each element costs one
/// product. Not safe for concurrent use.
/// </summary>
/// <remarks>Indices must exist: the relation has passed checks 1 to 8 of instance validation.</remarks>
internal sealed class RelationRows<TCurve>(LinearRelation<TCurve> relation)
    where TCurve : struct, ICurve
{
    private readonly int[] _slots = new int[relation.Elements.Length];
    private readonly List<GroupElement<TCurve>> _bases = [];
    private readonly List<uint> _elements = [];
    private Scalar<TCurve>[] _sums = [];
    private FixedBases<TCurve>? _fixedBases;

    /// <summary>map(relation, scalars) for one equation, in constant time for secret scalars.</summary>
    public GroupElement<TCurve> MapSecret(int equation, ReadOnlySpan<Scalar<TCurve>> scalars)
    {
        Begin(relation.Equations[equation].Terms.Length);
        foreach (Term<TCurve> term in relation.Equations[equation].Terms)
            _sums[Slot(term.Element)] += term.Coefficient * scalars[(int)term.Scalar];
        return AddUpSecrets();
    }

    /// <summary>
    /// Whether a secret witness satisfies all equations, by one random linear combination of them: wrong with probability 2^-250. In
    /// constant time for all witnesses that do.
    /// </summary>
    public bool IsSatisfiedBy(ReadOnlySpan<Scalar<TCurve>> witness)
    {
        Begin(relation.Elements.Length);
        for (int i = 0; i < relation.Equations.Length; i++) Accumulate(i, Scalar<TCurve>.Random(), Scalar<TCurve>.One, witness);
        return AddUpSecrets().IsIdentity;
    }

    /// <summary>The image of one equation.</summary>
    public GroupElement<TCurve> Image(int equation)
    {
        Begin(relation.Equations[equation].Image.Length);
        foreach (ImageTerm<TCurve> term in relation.Equations[equation].Image) _sums[Slot(term.Element)] += term.Coefficient;
        return PublicSum();
    }

    /// <summary>map(relation, responses) - challenge * image for one equation: the commitment that the transcript implies.</summary>
    public GroupElement<TCurve> SimulateCommitment(int equation, in Scalar<TCurve> challenge, ReadOnlySpan<Scalar<TCurve>> responses)
    {
        Begin(relation.Equations[equation].Terms.Length + relation.Equations[equation].Image.Length);
        Accumulate(equation, Scalar<TCurve>.One, challenge, responses);
        return PublicSum();
    }

    /// <summary>
    /// Adds weight * (map(relation, responses) - challenge * image) of one equation to the coefficients of the relation's elements.
    /// </summary>
    public void AddSimulatedCommitment(
        int equation, in Scalar<TCurve> weight, in Scalar<TCurve> challenge, ReadOnlySpan<Scalar<TCurve>> responses,
        Span<Scalar<TCurve>> coefficients)
    {
        Begin(relation.Equations[equation].Terms.Length + relation.Equations[equation].Image.Length);
        Accumulate(equation, weight, challenge, responses);
        for (int i = 0; i < _elements.Count; i++) coefficients[(int)_elements[i]] += _sums[i];
    }

    /// <summary>Whether the image of an equation is the identity. A single term needs no arithmetic: the order is prime.</summary>
    public bool IsImageIdentity(int equation)
    {
        Begin(relation.Equations[equation].Image.Length);
        foreach (ImageTerm<TCurve> term in relation.Equations[equation].Image) _sums[Slot(term.Element)] += term.Coefficient;
        return IsIdentity();
    }

    /// <summary>Whether a scalar has no effect in any equation.</summary>
    public bool HasIdentityColumn()
    {
        var effective = new bool[relation.NumScalars];
        foreach (Equation<TCurve> equation in relation.Equations)
        {
            foreach (IGrouping<uint, Term<TCurve>> column in equation.Terms.Where(term => !effective[term.Scalar]).GroupBy(term => term.Scalar))
            {
                Begin(column.Count());
                foreach (Term<TCurve> term in column) _sums[Slot(term.Element)] += term.Coefficient;
                effective[column.Key] = !IsIdentity();
            }
        }

        return Array.Exists(effective, one => !one);
    }

    private void Accumulate(int equation, in Scalar<TCurve> weight, in Scalar<TCurve> challenge, ReadOnlySpan<Scalar<TCurve>> responses)
    {
        foreach (Term<TCurve> term in relation.Equations[equation].Terms)
            _sums[Slot(term.Element)] += weight * term.Coefficient * responses[(int)term.Scalar];
        Scalar<TCurve> factor = weight * challenge;
        foreach (ImageTerm<TCurve> term in relation.Equations[equation].Image) _sums[Slot(term.Element)] -= factor * term.Coefficient;
    }

    private void Begin(int terms)
    {
        foreach (uint element in _elements) _slots[element] = 0;
        _elements.Clear();
        _bases.Clear();
        // An array that is outgrown was cleared by whoever put secrets into it.
        if (_sums.Length < terms) _sums = GC.AllocateArray<Scalar<TCurve>>(terms, pinned: true);
        _sums.AsSpan(0, terms).Clear();
    }

    /// <summary>Where the coefficients of an element are added up; which one that is depends on public indices only.</summary>
    private int Slot(uint element)
    {
        if (_slots[element] == 0)
        {
            _elements.Add(element);
            _bases.Add(relation.Elements[(int)element]);
            _slots[element] = _elements.Count;
        }

        return _slots[element] - 1;
    }

    private bool IsIdentity()
    {
        int nonZero = 0;
        for (int i = 0; i < _elements.Count; i++) nonZero += _sums[i].IsZero ? 0 : 1;
        return nonZero == 0 || (nonZero > 1 && PublicSum().IsIdentity);
    }

    private GroupElement<TCurve> PublicSum() => _elements.Count == 1 && _sums[0] == Scalar<TCurve>.One
        ? _bases[0]
        : MultiScalarMultiplication.VariableTime(CollectionsMarshal.AsSpan(_bases), _sums.AsSpan(0, _elements.Count));

    /// <summary>Elements with a table are multiplied by it; the others share one multi-scalar multiplication.</summary>
    private GroupElement<TCurve> AddUpSecrets()
    {
        _fixedBases ??= new FixedBases<TCurve>(relation);
        GroupElement<TCurve> sum = GroupElement<TCurve>.Identity;
        int rest = 0;
        for (int i = 0; i < _elements.Count; i++)
        {
            if (_fixedBases[_elements[i]] is { } table)
            {
                sum += table.Multiply(_sums[i]);
                continue;
            }

            _bases[rest] = _bases[i];
            _sums[rest++] = _sums[i];
        }

        if (rest > 0) sum += SecretSum.Of([.. CollectionsMarshal.AsSpan(_bases)[..rest]], _sums, rest);
        Scalar<TCurve>.Clear(_sums);
        return sum;
    }
}
