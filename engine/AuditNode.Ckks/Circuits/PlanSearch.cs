namespace AuditNode.Ckks.Circuits;

/// <summary>The search for the set of baby steps, basis elements that leaves may combine, whose plan is cheapest.</summary>
internal sealed class PlanSearch(ChebyshevSeries series, int depth, int startLimbs)
{
    private ChebyshevPlan? best;
    private SortedSet<int> bestBabies = [];

    /// <summary>
    /// Tries all, all odd and all even indices up to every bound, then adds or drops single indices while that helps. The first
    /// of equally cheap plans wins.
    /// </summary>
    internal ChebyshevPlan Run()
    {
        var largest = depth == 0 ? 1 : 1 << (depth - 1);
        for (var bound = 1; bound <= largest; bound++)
        {
            Try(Enumerable.Range(1, bound));
            Try(Enumerable.Range(1, bound).Where(k => (k & 1) == 1));
            Try(Enumerable.Range(1, bound).Where(k => (k & 1) == 0));
        }

        for (var improved = true; improved;)
        {
            improved = false;
            var babies = bestBabies;
            for (var k = 2; k <= largest; k++)
            {
                improved |= Try(babies.Contains(k) ? babies.Where(b => b != k) : babies.Append(k));
            }
        }

        return best!;
    }

    private bool Try(IEnumerable<int> candidates)
    {
        var babies = new SortedSet<int>(candidates);
        var plan = new ChebyshevPlan(ChebyshevNode.Build(series, depth, babies), startLimbs);
        if (best is not null && plan.Cost >= best.Cost)
        {
            return false;
        }

        (best, bestBabies) = (plan, babies);
        return true;
    }
}
