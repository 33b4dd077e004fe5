using System.Numerics;

namespace AuditNode.Engine.Privacy;

/// <summary>
/// What Gaussian noise costs and how much of it is needed: noise of variance sigma^2 on a value of L2 sensitivity D is D^2 / (2 sigma^2)-zCDP,
/// for the discrete Gaussian on integers as for the continuous one.
/// </summary>
/// <remarks>Bun and Steinke 2016, proposition 1.6; Canonne, Kamath and Steinke 2020, theorem 4.</remarks>
public static class GaussianMechanism
{
    /// <summary>The most bits of a variance that <see cref="Variance"/> gives.</summary>
    public const int MaximumVarianceBits = 400;

    /// <summary>rho, rounded up to a unit.</summary>
    /// <param name="sensitivity">L2 sensitivity, finite and not negative, in the unit of the noise; taken exactly.</param>
    /// <param name="variance">sigma^2, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static Rho Cost(double sensitivity, BigInteger variance)
    {
        CheckSensitivity(sensitivity);
        if (variance.Sign <= 0) throw new ArgumentOutOfRangeException(nameof(variance), "A variance must be at least 1.");
        Fraction s = Fraction.Of(sensitivity);
        return Rho.Ceiling(s * s / Fraction.OfInteger(2 * variance));
    }

    /// <summary>The least integer variance whose <see cref="Cost"/> is at most rho.</summary>
    /// <param name="sensitivity">L2 sensitivity, finite and not negative, in the unit of the noise; taken exactly.</param>
    /// <param name="rho">Above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static BigInteger Variance(double sensitivity, Rho rho)
    {
        CheckSensitivity(sensitivity);
        if (rho.Units == 0) throw new ArgumentOutOfRangeException(nameof(rho), rho, "No noise is enough for a rho of 0.");
        Fraction s = Fraction.Of(sensitivity);
        BigInteger variance = BigInteger.Max((s * s / (Fraction.OfInteger(2) * rho.ToFraction())).Ceiling(), BigInteger.One);
        if (variance.GetBitLength() > MaximumVarianceBits)
        {
            throw new ArgumentOutOfRangeException(
                nameof(sensitivity), sensitivity, $"The variance would have more than {MaximumVarianceBits} bits; use a larger rho or unit.");
        }

        return variance;
    }

    /// <summary>Refuses what <see cref="Variance"/> refuses.</summary>
    internal static void Check(double sensitivity, Rho rho) => _ = Variance(sensitivity, rho);

    private static void CheckSensitivity(double sensitivity)
    {
        if (!double.IsFinite(sensitivity) || sensitivity < 0)
            throw new ArgumentOutOfRangeException(nameof(sensitivity), sensitivity, "A sensitivity must be finite and not negative.");
    }
}
