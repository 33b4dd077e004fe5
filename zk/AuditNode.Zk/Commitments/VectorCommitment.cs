using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Commitments;

/// <summary>
/// One group element that commits to a whole column: v_0 * H_0 + ... + v_(n-1) * H_(n-1) + blinding * H. Additive entry by entry.
/// </summary>
/// <param name="Element">The group element.</param>
/// <param name="Length">n. Entries from n on are zero, so the element alone does not bind the length: publish both.</param>
public readonly record struct VectorCommitment<TCurve>(GroupElement<TCurve> Element, int Length)
    where TCurve : struct, ICurve
{
    /// <summary>A commitment to the sums of the entries, under the sum of the blindings.</summary>
    /// <exception cref="ProofParameterException">The lengths differ.</exception>
    public static VectorCommitment<TCurve> operator +(VectorCommitment<TCurve> left, VectorCommitment<TCurve> right)
    {
        if (left.Length != right.Length)
        {
            throw new ProofParameterException(
                nameof(right), $"The vectors have {left.Length} and {right.Length} entries; add vectors of one length.");
        }

        return left with { Element = left.Element + right.Element };
    }

    /// <summary>A commitment to multiples of the entries, under the same multiple of the blinding.</summary>
    public static VectorCommitment<TCurve> operator *(Scalar<TCurve> factor, VectorCommitment<TCurve> commitment) =>
        commitment with { Element = commitment.Element * factor };
}
