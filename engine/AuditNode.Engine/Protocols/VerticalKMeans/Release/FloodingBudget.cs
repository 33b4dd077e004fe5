using System.Numerics;

namespace AuditNode.Engine.Protocols.VerticalKMeans.Release;

/// <summary>
/// How much noise hides the error of an encryption in what its key holder releases, and for how many releases. A release of l integers with
/// errors of at most t gets discrete Gaussian noise of deviation sigma = sqrt(12 tau) 2^(s/2) t sqrt(l).
/// </summary>
/// <remarks>
/// Li, Micciancio, Schultz and Sorrell, Securing Approximate Homomorphic Encryption Using Differential Privacy (eprint 2022/816); with the
/// norm t sqrt(l) of the vector of errors for their bound. What follows from it, and what does not: docs/release.md.
/// </remarks>
public sealed record FloodingBudget
{
    /// <summary>The most statistical bits.</summary>
    public const int MaximumStatisticalBits = 80;

    /// <summary>The most releases that may be budgeted for.</summary>
    public const long LargestMaximumReleases = 1L << 20;

    /// <summary>Sets the budget.</summary>
    /// <param name="maximumReleases">tau, 1 to 2^20.</param>
    /// <param name="statisticalBits">s, 0 to 80; less than 30 protects little.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public FloodingBudget(long maximumReleases, int statisticalBits = 30)
    {
        if (maximumReleases is < 1 or > LargestMaximumReleases)
        {
            throw new ArgumentOutOfRangeException(nameof(maximumReleases), maximumReleases,
                $"A key may release 1 to {LargestMaximumReleases} times; make new keys for more.");
        }

        if (statisticalBits is < 0 or > MaximumStatisticalBits)
        {
            throw new ArgumentOutOfRangeException(nameof(statisticalBits), statisticalBits,
                $"Statistical security is 0 to {MaximumStatisticalBits} bits; 30 is the usual choice.");
        }

        (MaximumReleases, StatisticalBits) = (maximumReleases, statisticalBits);
    }

    /// <summary>tau: releases of one key, after which it must not release anything more.</summary>
    public long MaximumReleases { get; }

    /// <summary>s: all releases together differ from those of exact results by at most 2^-s / 24 in Kullback-Leibler divergence.</summary>
    public int StatisticalBits { get; }

    /// <summary>
    /// Most that all releases together add to the advantage of anybody who tells them from those of exact results: sqrt(2^-s / 48).
    /// For s = 30 it is 2^-17.8, not 2^-30.
    /// </summary>
    public double Advantage => Math.Sqrt(Math.ScaleB(1, -StatisticalBits) / 48);

    /// <summary>Variance of the noise of each integer of a release, rounded up: 12 tau 2^s l (t + 1/2)^2.</summary>
    /// <param name="errorBound">
    /// t: largest error of an integer, in integer units, finite and at least 0 (<see cref="Ckks.CoefficientBound.Error"/>). The half is for
    /// the exact result, which is no integer.
    /// </param>
    /// <param name="outputs">l: integers of a release, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public BigInteger Variance(double errorBound, int outputs)
    {
        if (!double.IsFinite(errorBound) || errorBound < 0)
            throw new ArgumentOutOfRangeException(nameof(errorBound), errorBound, "A bound of an error must be finite and at least 0.");
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        // In half units, so that nothing but the bound itself is rounded.
        BigInteger halves = 2 * new BigInteger(Math.Ceiling(errorBound)) + 1;
        return 3 * (BigInteger)MaximumReleases * (BigInteger.One << StatisticalBits) * outputs * halves * halves;
    }

    /// <summary>Root of <see cref="Variance"/>, in integer units.</summary>
    /// <inheritdoc cref="Variance"/>
    public double Deviation(double errorBound, int outputs) => Math.Sqrt((double)Variance(errorBound, outputs));
}
