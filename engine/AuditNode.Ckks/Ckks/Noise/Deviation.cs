namespace AuditNode.Ckks;

/// <summary>
/// Sub-Gaussian deviations of noise: sums of terms m(z) r(z) with random r of independent coefficients of variance proxy v, and m fixed
/// beforehand. See docs/noise.md, "Tail" and "Packed sums".
/// </summary>
/// <param name="Slot">At any slot: the largest |m(z)| times sqrt(N v).</param>
/// <param name="Mean">Root of the mean square over the slots: sqrt(N) times the deviation of any coefficient.</param>
internal readonly record struct Deviation(double Slot, double Mean)
{
    /// <summary>Of a polynomial that is itself random, m = 1.</summary>
    public static Deviation Uniform(double deviation) => new(deviation, deviation);

    public static Deviation operator +(Deviation a, Deviation b) => new(a.Slot + b.Slot, a.Mean + b.Mean);

    public static Deviation operator *(double factor, Deviation a) => new(factor * a.Slot, factor * a.Mean);

    public static Deviation operator /(Deviation a, double divisor) => new(a.Slot / divisor, a.Mean / divisor);
}
