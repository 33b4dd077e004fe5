using AuditNode.Ckks;
using AuditNode.Ckks.Circuits;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Evaluation;

/// <summary>
/// How the roundings and key switches inside the sign polynomial, and the error of its input, arrive at its value: by the derivatives with
/// respect to each of them, at every y. Far tighter than multiplying largest magnitudes, since T_2g = 2 T_g^2 - 1 has derivative 4 T_g, and
/// T_g is rarely near 1 (docs/kmeans-evaluation.md, "Error").
/// </summary>
internal sealed class PolynomialNoise
{
    private const int GridPoints = 256;

    private readonly ChebyshevPlan _plan;
    private readonly NoiseSources _sources;
    private readonly ulong[] _primes;
    private readonly int _inputLimbs;
    private readonly double[] _powerScales;
    private readonly Dictionary<ChebyshevNode, int> _nodeSources = [];
    private readonly List<double> _variances = [];

    private PolynomialNoise(
        ChebyshevPlan plan, CkksParameters parameters, int inputLimbs, double inputScale, double scale, double inputVariance, double sharedVariance)
    {
        _plan = plan;
        _sources = new NoiseSources(parameters);
        _primes = parameters.Rlwe.CiphertextPrimes.ToArray();
        _inputLimbs = inputLimbs;
        _powerScales = new double[plan.Basis.Length == 0 ? 2 : plan.Basis[^1].Index + 1];
        _powerScales[1] = inputScale;
        _variances.AddRange([sharedVariance, inputVariance]);
        foreach (ChebyshevBasisStep step in plan.Basis)
        {
            int limbs = inputLimbs - (step.Depth - 1);
            _powerScales[step.Index] = _powerScales[step.A] * _powerScales[step.B] / _primes[limbs - 1];
            _variances.Add(4 * Switched(limbs) / Square(_powerScales[step.Index])); // the quotient is doubled after its rounding
        }

        AddNode(plan.Root, scale);
    }

    /// <summary>The errors of p = 1/2 + f/2 on a grid of y from -1 to 1.</summary>
    public List<PreferenceError> Errors { get; } = [];

    /// <summary>Follows the errors through a plan.</summary>
    /// <param name="plan">Plan.</param>
    /// <param name="parameters">Parameters.</param>
    /// <param name="inputLimbs">Limbs of y.</param>
    /// <param name="inputScale">Scale of y.</param>
    /// <param name="scale">Scale of the value.</param>
    /// <param name="inputVariance">Mean square of y's error.</param>
    /// <param name="sharedVariance">The same for the part that it shares with the y of other pairs.</param>
    public static PolynomialNoise Analyse(
        ChebyshevPlan plan, CkksParameters parameters, int inputLimbs, double inputScale, double scale, double inputVariance, double sharedVariance)
    {
        var noise = new PolynomialNoise(plan, parameters, inputLimbs, inputScale, scale, inputVariance, sharedVariance);
        for (int i = 0; i <= GridPoints; i++)
        {
            // f is odd, and the points get closer towards 1, where powers move fastest.
            double t = (double)i / GridPoints;
            noise.Follow(1 - t * t);
        }

        return noise;
    }

    private static double Square(double x) => x * x;

    /// <summary>Mean square of a fused relinearisation and rescaling, before the division by the scale.</summary>
    private double Switched(int limbs) => Square(_sources.KeySwitching(limbs) / _primes[limbs - 1]) + Square(_sources.Rounding);

    private void AddNode(ChebyshevNode node, double scale)
    {
        int limbs = _inputLimbs - (node.Depth - 1);
        _nodeSources[node] = _variances.Count;
        _variances.Add((node.IsLeaf ? Square(_sources.Rounding) : Switched(limbs)) / Square(scale));
        double sumScale = scale * _primes[limbs - 1];
        foreach (ChebyshevProduct product in node.Products) AddNode(product.Quotient, sumScale / _powerScales[product.PowerIndex]);
    }

    /// <summary>Values with their derivatives by all sources, at one y.</summary>
    private void Follow(double y)
    {
        var powers = new Sensitive[_powerScales.Length];
        powers[0] = new Sensitive(1, new double[_variances.Count]);
        powers[1] = new Sensitive(y, new double[_variances.Count]);
        powers[1].Derivatives[0] = powers[1].Derivatives[1] = 1;
        var bias = new double[_variances.Count];
        for (int i = 0; i < _plan.Basis.Length; i++)
        {
            ChebyshevBasisStep step = _plan.Basis[i];
            Sensitive a = powers[step.A], b = powers[step.B], c = powers[step.A - step.B];
            var value = new Sensitive(2 * a.Value * b.Value - c.Value, new double[_variances.Count]);
            for (int s = 0; s < _variances.Count; s++) value.Derivatives[s] = 2 * (a.Value * b.Derivatives[s] + b.Value * a.Derivatives[s]) - c.Derivatives[s];
            value.Derivatives[2 + i] += 1;
            bias[2 + i] = 2 * Deviation(a) * Deviation(b);
            powers[step.Index] = value;
        }

        Sensitive root = Follow(_plan.Root, powers, bias);
        double own = 0, mean = 0;
        for (int s = 1; s < _variances.Count; s++)
        {
            own += Square(root.Derivatives[s]) * _variances[s];
            mean += Math.Abs(root.Derivatives[s]) * bias[s];
        }

        double shared = Math.Abs(root.Derivatives[0]) * Math.Sqrt(_variances[0]);
        Errors.Add(new PreferenceError(0.5 + root.Value, own, shared, mean));
        Errors.Add(new PreferenceError(0.5 - root.Value, own, shared, mean));
    }

    private Sensitive Follow(ChebyshevNode node, Sensitive[] powers, double[] bias)
    {
        var derivatives = new double[_variances.Count];
        double value = 0;
        int source = _nodeSources[node];
        derivatives[source] = 1;
        foreach (ChebyshevProduct product in node.Products)
        {
            Sensitive power = powers[product.PowerIndex], quotient = Follow(product.Quotient, powers, bias);
            value += power.Value * quotient.Value;
            for (int s = 0; s < derivatives.Length; s++) derivatives[s] += power.Value * quotient.Derivatives[s] + quotient.Value * power.Derivatives[s];
            bias[source] += Deviation(power) * Deviation(quotient);
        }

        foreach (ChebyshevTerm term in node.Terms)
        {
            value += term.Coefficient * powers[term.BasisIndex].Value;
            for (int s = 0; s < derivatives.Length; s++) derivatives[s] += term.Coefficient * powers[term.BasisIndex].Derivatives[s];
        }

        return new Sensitive(value, derivatives);
    }

    private double Deviation(Sensitive value)
    {
        double sum = 0;
        for (int s = 0; s < _variances.Count; s++) sum += Square(value.Derivatives[s]) * _variances[s];
        return Math.Sqrt(sum);
    }

    /// <summary>The error of p at one y.</summary>
    /// <param name="Preference">p.</param>
    /// <param name="Variance">Mean square of the error that the evaluation has of its own.</param>
    /// <param name="Shared">Deviation that comes from the error that all pairs of a batch share.</param>
    /// <param name="Bias">Mean of what is not centred, products of two errors; in magnitude.</param>
    public readonly record struct PreferenceError(double Preference, double Variance, double Shared, double Bias);

    private readonly record struct Sensitive(double Value, double[] Derivatives);
}
