namespace AuditNode.Ckks.Circuits;

/// <summary>
/// What a plan costs, in units of one relinearisation with its rescale at one limb: both are quadratic in the limbs for the digits
/// and linear for the rest, taken together as limbs^1.5.
/// </summary>
internal static class PlanCost
{
    private const double TensorProduct = 0.15;
    private const double LeafRescale = 0.25;

    internal static double Of(ChebyshevPlan plan, int startLimbs)
    {
        var cost = 0.0;
        foreach (var step in plan.Basis)
        {
            cost += Weight(startLimbs, step.Depth) * (1.0 + TensorProduct);
        }

        foreach (var node in plan.Root.Descendants().Where(n => n.Depth > 0))
        {
            cost += Weight(startLimbs, node.Depth) * (node.IsLeaf ? LeafRescale : 1.0 + TensorProduct * node.Products.Length);
        }

        return cost;
    }

    // Work that reaches a depth is done one level above it.
    private static double Weight(int startLimbs, int depth)
    {
        var limbs = (double)(startLimbs - depth + 1);
        return limbs * Math.Sqrt(limbs);
    }
}
