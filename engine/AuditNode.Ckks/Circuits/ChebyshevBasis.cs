using System.Collections.Immutable;
using System.Numerics;

namespace AuditNode.Ckks.Circuits;

/// <summary>The order in which Chebyshev polynomials are computed from each other.</summary>
internal static class ChebyshevBasis
{
    /// <summary>Steps for every needed index and for what those need in turn, ascending, each at its least depth.</summary>
    /// <param name="needed">Indices from 0; 0 and 1 cost no step.</param>
    internal static ImmutableArray<ChebyshevBasisStep> Complete(IEnumerable<int> needed)
    {
        var open = new SortedSet<int>(needed.Where(k => k > 1));
        var steps = new List<ChebyshevBasisStep>();
        for (var index = open.Max; index > 1; index--)
        {
            if (open.Contains(index))
            {
                var step = Split(index, open);
                open.UnionWith(Operands(step));
                steps.Add(step);
            }
        }

        steps.Reverse();
        return [.. steps];
    }

    // The split that needs the fewest elements not needed anyway; among equals the most uneven one. Both factors stay at or below
    // the largest power of two under the index, which is what keeps the depth at ceil(log2 index).
    private static ChebyshevBasisStep Split(int index, SortedSet<int> open)
    {
        var best = default(ChebyshevBasisStep);
        var fewest = int.MaxValue;
        for (var a = 1 << BitOperations.Log2((uint)(index - 1)); a >= index - a; a--)
        {
            var step = new ChebyshevBasisStep(index, a, index - a);
            var missing = Operands(step).Distinct().Count(k => !open.Contains(k));
            if (missing < fewest)
            {
                (best, fewest) = (step, missing);
            }
        }

        return best;
    }

    private static IEnumerable<int> Operands(ChebyshevBasisStep step) => new[] { step.A, step.B, step.A - step.B }.Where(k => k > 1);
}
