using AuditNode.Zk.Groups;

namespace AuditNode.Zk.Commitments;

/// <summary>A Pedersen commitment value * G + blinding * H: public, and additive like the values in it.</summary>
/// <param name="Element">The group element.</param>
public readonly record struct Commitment<TCurve>(GroupElement<TCurve> Element)
    where TCurve : struct, ICurve
{
    /// <summary>Reads an encoding of untrusted origin; the identity has none.</summary>
    /// <param name="source">Ne bytes: 64 on BN254, 33 on P-256.</param>
    /// <param name="commitment">The commitment.</param>
    public static bool TryRead(ReadOnlySpan<byte> source, out Commitment<TCurve> commitment)
    {
        bool read = GroupElement<TCurve>.TryRead(source, out GroupElement<TCurve> element);
        commitment = new Commitment<TCurve>(element);
        return read;
    }

    /// <summary>The encoding, Ne bytes.</summary>
    /// <exception cref="IdentityElementException">The commitment is the identity.</exception>
    public byte[] ToBytes() => Element.ToBytes();

    /// <summary>A commitment to the sum of the values, under the sum of the blindings.</summary>
    public static Commitment<TCurve> operator +(Commitment<TCurve> left, Commitment<TCurve> right) => new(left.Element + right.Element);

    /// <summary>A commitment to the difference of the values, under the difference of the blindings.</summary>
    public static Commitment<TCurve> operator -(Commitment<TCurve> left, Commitment<TCurve> right) => new(left.Element - right.Element);

    /// <summary>A commitment to a multiple of the value, under the same multiple of the blinding.</summary>
    public static Commitment<TCurve> operator *(Scalar<TCurve> factor, Commitment<TCurve> commitment) => new(commitment.Element * factor);
}
