using System.Collections.Immutable;
using System.Numerics;

namespace AuditNode.Ckks.Circuits;

/// <summary>
/// A sum of products and scalar terms that all live one level above the result: the products are added before they are
/// relinearised together, then one rescale takes the sum to <see cref="Depth"/>.
/// </summary>
public sealed class ChebyshevNode
{
    internal ChebyshevNode(int depth, ImmutableArray<ChebyshevProduct> products, ImmutableArray<ChebyshevTerm> terms)
    {
        (Depth, Products, Terms) = (depth, products, terms);
    }

    /// <summary>The levels consumed when the node is done. The root of a constant has 0, any other node at least 1.</summary>
    public int Depth { get; }

    /// <summary>Ciphertext products at depth <see cref="Depth"/> - 1, to be summed unrelinearised; empty in a leaf.</summary>
    public ImmutableArray<ChebyshevProduct> Products { get; }

    /// <summary>Scalar terms at depth <see cref="Depth"/> - 1, each index at most once.</summary>
    public ImmutableArray<ChebyshevTerm> Terms { get; }

    /// <summary>Whether the node multiplies no ciphertexts, and so needs no relinearisation.</summary>
    public bool IsLeaf => Products.IsEmpty;

    /// <summary>This node and all below it, each before the nodes it uses.</summary>
    public IEnumerable<ChebyshevNode> Descendants() => Products.SelectMany(p => p.Quotient.Descendants()).Prepend(this);

    internal static ChebyshevNode Build(ChebyshevSeries series, int depth, IReadOnlySet<int> babies)
    {
        var products = ImmutableArray.CreateBuilder<ChebyshevProduct>();
        var terms = ImmutableArray.CreateBuilder<ChebyshevTerm>();
        while (!IsCombination(series, depth, babies))
        {
            var power = 1 << BitOperations.Log2((uint)series.Degree);
            var (quotient, remainder) = series.Divide(power);
            if (quotient.Degree == 0)
            {
                terms.Add(new ChebyshevTerm(power, quotient.Coefficients[0]));
            }
            else
            {
                products.Add(new ChebyshevProduct(power, Build(quotient, depth - 1, babies)));
            }

            series = remainder;
        }

        for (var k = 0; k <= series.Degree; k++)
        {
            if (series.Coefficients[k] != 0.0)
            {
                terms.Add(new ChebyshevTerm(k, series.Coefficients[k]));
            }
        }

        return new ChebyshevNode(depth, products.ToImmutable(), terms.ToImmutable());
    }

    internal double Evaluate(IReadOnlyDictionary<int, double> basis)
    {
        var sum = 0.0;
        foreach (var (power, quotient) in Products)
        {
            sum += basis[power] * quotient.Evaluate(basis);
        }

        foreach (var (index, coefficient) in Terms)
        {
            sum += coefficient * basis[index];
        }

        return sum;
    }

    private static bool IsCombination(ChebyshevSeries series, int depth, IReadOnlySet<int> babies)
    {
        for (var k = 2; k <= series.Degree; k++)
        {
            if (series.Coefficients[k] != 0.0 && !(babies.Contains(k) && ChebyshevBasisStep.DepthOf(k) < depth))
            {
                return false;
            }
        }

        return true;
    }
}
