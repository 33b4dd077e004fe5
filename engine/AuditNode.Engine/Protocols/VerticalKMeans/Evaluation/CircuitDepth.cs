using System.Numerics;
using AuditNode.Ckks.Circuits;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>Limbs at every stage of the computation, from its end: a sum of weighted features loses one, and leaves two.</summary>
/// <param name="SignDepth">Levels of the polynomial.</param>
/// <param name="ProductDepth">Levels of the product over the other clusters.</param>
public sealed record CircuitDepth(int SignDepth, int ProductDepth)
{
    /// <summary>Limbs of an output.</summary>
    public const int OutputLimbs = 2;

    /// <summary>Limbs of a weight and of its products with features.</summary>
    public const int WeightLimbs = OutputLimbs + 1;

    /// <summary>Limbs of products which one more makes a weight.</summary>
    public const int LaneLimbs = WeightLimbs + 1;

    /// <summary>Limbs of p_ij.</summary>
    public int PreferenceLimbs => WeightLimbs + ProductDepth;

    /// <summary>Limbs of a bisector's linear form.</summary>
    public int FormLimbs => PreferenceLimbs + SignDepth;

    /// <summary>Limbs of an encrypted feature.</summary>
    public int InputLimbs => FormLimbs + 1;

    /// <summary>The depth for a degree and a number of clusters.</summary>
    /// <param name="degree">Of the polynomial.</param>
    /// <param name="clusters">k.</param>
    public static CircuitDepth Of(int degree, int clusters) => new(BitOperations.Log2((uint)degree) + 1, ProductTree.Depth(clusters - 1));
}
