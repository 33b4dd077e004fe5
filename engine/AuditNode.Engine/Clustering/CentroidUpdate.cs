using System.Numerics;

namespace AuditNode.Engine.Clustering;

/// <summary>
/// The rule by which a round's released sums become the next centroids: c + floor(R 2^32 / N) in units of 2^-32, clipped to the box, and a
/// cluster whose count is too small keeps its centroid. Integers only, so that every party finds the same bits. The rule sees nothing but
/// what was released, so it costs no privacy.
/// </summary>
/// <remarks>
/// Sums are relative to the current centroids: R = sum of w(x) (x - c), N = sum of w(x), both in the same unit, which cancels. Dropping small
/// clusters and clipping to the domain: Su, Cao, Li, Bertino and Jin, Differentially private k-means clustering, CODASPY 2016, section 3.
/// </remarks>
public sealed class CentroidUpdate
{
    private const long One = 1L << Centroids.FractionBits;

    /// <summary>A rule for counts in some unit.</summary>
    /// <param name="smallestCount">The count, in the unit of the sums, from which on a cluster moves: at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1.</exception>
    public CentroidUpdate(BigInteger smallestCount)
    {
        if (smallestCount < BigInteger.One)
            throw new ArgumentOutOfRangeException(nameof(smallestCount), smallestCount, "Must be at least 1: a centroid is divided by its count.");
        SmallestCount = smallestCount;
    }

    /// <summary>The count from which on a cluster moves, in the unit of the sums.</summary>
    public BigInteger SmallestCount { get; }

    /// <summary>A rule for a count in records.</summary>
    /// <param name="records">The count from which on a cluster moves, in records: 0 to 2^53; 0 stands for the smallest positive count.</param>
    /// <param name="unit">Records (and feature units) that an integer of 1 stands for: from 2^-256 to 2^53.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public static CentroidUpdate FromRecords(double records, double unit)
    {
        if (!(records >= 0 && records <= Math.ScaleB(1, 53)))
            throw new ArgumentOutOfRangeException(nameof(records), records, "Must be from 0 to 2^53.");
        if (!(unit >= Math.ScaleB(1, -256) && unit <= Math.ScaleB(1, 53)))
            throw new ArgumentOutOfRangeException(nameof(unit), unit, "Must be from 2^-256 to 2^53.");
        // One IEEE division, rounded up: the same integer on every machine.
        return new CentroidUpdate(BigInteger.Max(BigInteger.One, new BigInteger(Math.Ceiling(records / unit))));
    }

    /// <summary>The place of a cluster's count among the sums of a round: i (d + 1).</summary>
    /// <param name="cluster">i.</param>
    /// <param name="features">d.</param>
    public static int CountIndex(int cluster, int features) => cluster * (features + 1);

    /// <summary>The place of a cluster's relative sum of a feature among the sums of a round: i (d + 1) + 1 + f.</summary>
    /// <param name="cluster">i.</param>
    /// <param name="feature">f.</param>
    /// <param name="features">d.</param>
    public static int SumIndex(int cluster, int feature, int features) => cluster * (features + 1) + 1 + feature;

    /// <summary>The next centroids.</summary>
    /// <param name="current">The centroids to which the sums are relative.</param>
    /// <param name="sums">k (d + 1) integers at the places of <see cref="CountIndex"/> and <see cref="SumIndex"/>.</param>
    /// <exception cref="ArgumentException">There are not k (d + 1) sums.</exception>
    public Centroids Apply(Centroids current, ReadOnlySpan<BigInteger> sums)
    {
        int clusters = current.ClusterCount, features = current.FeatureCount;
        if (sums.Length != clusters * (features + 1))
            throw new ArgumentException($"{clusters} clusters of {features} features have {clusters * (features + 1)} sums, not {sums.Length}.", nameof(sums));
        long[] next = current.FixedPoint.ToArray();
        for (int i = 0; i < clusters; i++)
        {
            BigInteger count = sums[CountIndex(i, features)];
            if (count < SmallestCount) continue;
            for (int f = 0; f < features; f++) next[i * features + f] = Move(next[i * features + f], sums[SumIndex(i, f, features)], count);
        }

        return new Centroids(clusters, features, next);
    }

    private static long Move(long coordinate, BigInteger sum, BigInteger count)
    {
        BigInteger quotient = BigInteger.DivRem(sum << Centroids.FractionBits, count, out BigInteger remainder);
        if (remainder.Sign < 0) quotient -= BigInteger.One; // DivRem cuts towards zero, the rule rounds down.
        BigInteger moved = coordinate + quotient;
        return moved > One ? One : moved < -One ? -One : (long)moved;
    }
}
