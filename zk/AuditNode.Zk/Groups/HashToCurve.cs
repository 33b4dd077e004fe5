using AuditNode.Zk.Fields;

namespace AuditNode.Zk.Groups;

/// <summary>
/// Hashing to a group as RFC 9380 has it, hash_to_curve (section 3): suites P256_XMD:SHA-256_SSWU_RO_ (section 8.2) and, by the
/// same rules, BN254G1_XMD:SHA-256_SVDW_RO_. Nobody knows the discrete logarithm of a result to any other element.
/// </summary>
/// <remarks>For public messages: the time depends on the message.</remarks>
public static class HashToCurve
{
    // L = ceil((ceil(log2(p)) + 128) / 8) for p of 254 and of 256 bits.
    private const int UniformLength = 48;

    /// <summary>Hashes a message to a group element that behaves like a random oracle's answer.</summary>
    /// <typeparam name="TCurve">The curve.</typeparam>
    /// <param name="message">Any bytes.</param>
    /// <param name="domainSeparationTag">
    /// At least one byte, and 16 or more by the RFC's advice; should end in the suite's name, <see cref="ICurve.HashToCurveSuite"/>.
    /// </param>
    /// <returns>The element.</returns>
    /// <exception cref="ArgumentException">The tag is empty.</exception>
    public static GroupElement<TCurve> Hash<TCurve>(ReadOnlySpan<byte> message, ReadOnlySpan<byte> domainSeparationTag)
        where TCurve : struct, ICurve
    {
        (FieldElement<BaseField<TCurve>> first, FieldElement<BaseField<TCurve>> second) = HashToField<TCurve>(message, domainSeparationTag);
        // The cofactor of both curves is 1: there is nothing to clear.
        return Map<TCurve>(first) + Map<TCurve>(second);
    }

    /// <summary>hash_to_field for two elements (section 5.2).</summary>
    internal static (FieldElement<BaseField<TCurve>> First, FieldElement<BaseField<TCurve>> Second) HashToField<TCurve>(
        ReadOnlySpan<byte> message, ReadOnlySpan<byte> domainSeparationTag)
        where TCurve : struct, ICurve
    {
        Span<byte> uniform = stackalloc byte[2 * UniformLength];
        ExpandMessageXmd.Fill(message, domainSeparationTag, uniform);
        return (FieldElement<BaseField<TCurve>>.FromUniformBytes(uniform[..UniformLength]),
            FieldElement<BaseField<TCurve>>.FromUniformBytes(uniform[UniformLength..]));
    }

    /// <summary>map_to_curve of the curve's suite.</summary>
    internal static GroupElement<TCurve> Map<TCurve>(in FieldElement<BaseField<TCurve>> u)
        where TCurve : struct, ICurve =>
        TCurve.IsCoefficientMinusThree ? SimplifiedSwuMap<TCurve>.Map(u) : ShallueVanDeWoestijneMap<TCurve>.Map(u);

    /// <summary>The point (x, y) or (x, -y) whose sign (sgn0, section 4.1) is that of u.</summary>
    internal static GroupElement<TCurve> WithSignOf<TCurve>(
        in FieldElement<BaseField<TCurve>> u, in FieldElement<BaseField<TCurve>> x, in FieldElement<BaseField<TCurve>> y)
        where TCurve : struct, ICurve =>
        new(x, u.IsOddMask == y.IsOddMask ? y : -y, FieldElement<BaseField<TCurve>>.One);
}
