using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Ckks.Circuits;

/// <summary>The scales that a plan will meet, found before anything is computed.</summary>
/// <remarks>
/// A power T_k has the scale (input scale / prime)^k times a prime, so an input whose scale is far from the primes ruins high powers.
/// What is rounded at a scale has an absolute error of half its inverse at least.
/// </remarks>
internal readonly struct PolynomialScales
{
    /// <summary>Smallest scale of a power, of a node's value and of a coefficient: each has 20 bits after the binary point at least.</summary>
    public const double Minimum = 1 << 20;

    private readonly RnsBasis _basis;
    private readonly int _inputLimbs;
    private readonly double[] _powers;

    private PolynomialScales(RnsBasis basis, int inputLimbs, double[] powers) => (_basis, _inputLimbs, _powers) = (basis, inputLimbs, powers);

    /// <summary>Refuses scales at which powers or coefficients would lose their precision.</summary>
    /// <param name="plan">Plan.</param>
    /// <param name="x">Input.</param>
    /// <param name="scale">Scale of the result.</param>
    /// <exception cref="OperandMismatchException">A scale falls below <see cref="Minimum"/>, or is no number.</exception>
    public static void Check(ChebyshevPlan plan, Ciphertext x, double scale)
    {
        RnsBasis basis = x.Context.Basis;
        double[] powers = new double[plan.Basis.Length == 0 ? 2 : plan.Basis[^1].Index + 1];
        powers[1] = x.Scale;
        Check(x.Scale, "The input", x.Scale, scale);
        foreach (ChebyshevBasisStep step in plan.Basis)
        {
            powers[step.Index] = powers[step.A] * powers[step.B] / basis[x.LimbCount - step.Depth].AsDouble;
            Check(powers[step.Index], $"T_{step.Index}", x.Scale, scale);
        }

        new PolynomialScales(basis, x.LimbCount, powers).Check(plan.Root, scale, scale);
    }

    private void Check(ChebyshevNode node, double nodeScale, double scale)
    {
        Check(nodeScale, $"A value of depth {node.Depth}", _powers[1], scale);
        double sumScale = nodeScale * _basis[_inputLimbs - node.Depth].AsDouble;
        foreach (ChebyshevProduct product in node.Products) Check(product.Quotient, sumScale / _powers[product.PowerIndex], scale);
        foreach (ChebyshevTerm term in node.Terms)
        {
            if (term.BasisIndex > 0) Check(sumScale / _powers[term.BasisIndex], $"The coefficient of T_{term.BasisIndex}", _powers[1], scale);
        }
    }

    private static void Check(double found, string what, double inputScale, double scale)
    {
        if (double.IsFinite(found) && found >= Minimum) return;
        throw new OperandMismatchException("scale",
            $"{what} would have scale {found:G4}, but must have {Minimum} at least: with {inputScale:G4} for the input and {scale:G4} for the result, precision is lost. Use scales near the primes.");
    }
}
