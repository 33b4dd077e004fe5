namespace AuditNode.Zk.Groups;

/// <summary>Sums of products s_1 P_1 + ... + s_n P_n, faster than product by product. An empty sum is the identity.</summary>
public static class MultiScalarMultiplication
{
    // From here on buckets are faster than non-adjacent forms.
    private const int BucketThreshold = 100;

    /// <summary>
    /// The sum in constant time for a given n, for secret scalars: Straus' method with signed four-bit windows, whose multiples are
    /// selected by masks, and complete additions. Memory is bounded: tables exist for 128 points at a time. One thread.
    /// </summary>
    /// <typeparam name="TCurve">The curve.</typeparam>
    /// <param name="elements">n elements.</param>
    /// <param name="scalars">n scalars, which may be secret.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="ArgumentException">There are not as many scalars as elements.</exception>
    public static GroupElement<TCurve> ConstantTime<TCurve>(ReadOnlySpan<GroupElement<TCurve>> elements, ReadOnlySpan<Scalar<TCurve>> scalars)
        where TCurve : struct, ICurve
    {
        RequireSameLength(elements.Length, scalars.Length);
        return StrausMultiplication.Sum(elements, scalars);
    }

    /// <summary>
    /// The sum for public inputs: time and memory accesses depend on elements and scalars, so that secrets must never be passed.
    /// Large sums use all processors.
    /// </summary>
    /// <typeparam name="TCurve">The curve.</typeparam>
    /// <param name="elements">n elements.</param>
    /// <param name="scalars">n scalars.</param>
    /// <returns>The sum.</returns>
    /// <exception cref="ArgumentException">There are not as many scalars as elements.</exception>
    public static GroupElement<TCurve> VariableTime<TCurve>(ReadOnlySpan<GroupElement<TCurve>> elements, ReadOnlySpan<Scalar<TCurve>> scalars)
        where TCurve : struct, ICurve
    {
        RequireSameLength(elements.Length, scalars.Length);
        return elements.Length < BucketThreshold
            ? NonAdjacentFormMultiplication.Sum(elements, scalars)
            : BucketMultiplication.Sum(elements, scalars);
    }

    private static void RequireSameLength(int elements, int scalars)
    {
        if (elements != scalars) throw new ArgumentException($"There are {elements} elements but {scalars} scalars.", nameof(scalars));
    }
}
