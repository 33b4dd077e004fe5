using System.Collections.Immutable;

namespace AuditNode.Ckks.Circuits;

/// <summary>
/// How a Chebyshev series of degree d is evaluated on a ciphertext at the least multiplicative depth, ceil(log2(d + 1)) levels with
/// the multiplication by the coefficients included, and with few relinearisations. Pure data: it holds no ciphertexts, and depends
/// on nothing but its arguments.
/// </summary>
/// <remarks>
/// Baby steps and giant steps in the Chebyshev basis, p = T_g q + r with g the largest power of two up to the degree: Bossuat,
/// Mouchet, Troncoso-Pastoriza and Hubaux, EUROCRYPT 2021, section 5; Paterson and Stockmeyer, SIAM J. Comput. 2 (1973) 60-66.
/// Remainders stay in the node of their product, so that all products of a node share one relinearisation.
/// </remarks>
public sealed class ChebyshevPlan
{
    /// <summary>The largest degree.</summary>
    public const int MaximumDegree = 255;

    internal ChebyshevPlan(ChebyshevNode root, int startLimbs)
    {
        Root = root;
        var nodes = root.Descendants().ToList();
        Basis = ChebyshevBasis.Complete(nodes.SelectMany(
            n => n.Products.Select(p => p.PowerIndex).Concat(n.Terms.Select(t => t.BasisIndex))));
        RelinearizationCount = Basis.Length + nodes.Count(n => !n.IsLeaf);
        TensorProductCount = Basis.Length + nodes.Sum(n => n.Products.Length);
        RescaleCount = Basis.Length + nodes.Count(n => n.Depth > 0);
        Cost = PlanCost.Of(this, startLimbs);
    }

    /// <summary>The levels consumed: ceil(log2(d + 1)).</summary>
    public int Depth => Root.Depth;

    /// <summary>The basis elements in the order to compute them, from T_1, the variable; none that no node uses.</summary>
    public ImmutableArray<ChebyshevBasisStep> Basis { get; }

    /// <summary>The node whose value is the series.</summary>
    public ChebyshevNode Root { get; }

    /// <summary>Relinearisations: one for a basis step, and one for a node with products.</summary>
    public int RelinearizationCount { get; }

    /// <summary>Products of two ciphertexts.</summary>
    public int TensorProductCount { get; }

    /// <summary>Rescales: one for a basis step and one for a node.</summary>
    public int RescaleCount { get; }

    /// <summary>The cost in the model the search minimised, in units of a relinearisation with its rescale at one limb.</summary>
    public double Cost { get; }

    /// <summary>The cheapest plan found for a series.</summary>
    /// <param name="series">Of degree at most <see cref="MaximumDegree"/>. The plan's variable is its normalised one, T_1.</param>
    /// <param name="startLimbs">
    /// The limbs of the input ciphertext, more than the depth; by default the depth + 5. An operation on l limbs counts l^1.5.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The degree is too large or the limbs are too few.</exception>
    public static ChebyshevPlan Create(ChebyshevSeries series, int? startLimbs = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(series.Degree, MaximumDegree);
        var depth = ChebyshevBasisStep.DepthOf(series.Degree + 1);
        var limbs = startLimbs ?? depth + 5;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limbs, depth, nameof(startLimbs));
        return new PlanSearch(series, depth, limbs).Run();
    }

    /// <summary>Carries the plan out in plain arithmetic, to check it against <see cref="ChebyshevSeries.Evaluate"/>.</summary>
    /// <param name="u">The normalised variable, from -1 to 1; see <see cref="ChebyshevSeries.Normalize"/>.</param>
    public double Evaluate(double u)
    {
        var basis = new Dictionary<int, double> { [0] = 1.0, [1] = u };
        foreach (var (index, a, b) in Basis)
        {
            basis[index] = 2.0 * basis[a] * basis[b] - basis[a - b];
        }

        return Root.Evaluate(basis);
    }
}
