namespace AuditNode.Ckks.Ring;

/// <summary>
/// An odd prime modulus of 20 to 50 bits with the constants that residue arithmetic in double lanes needs.
/// </summary>
/// <remarks>
/// Residues are stored as <see cref="double"/> values that hold exact integers in [0, p). A product of two of them is split
/// exactly into a rounded high part and its remainder by fused multiply-add, so every operation is exact integer arithmetic;
/// 50 bits leave room for the lazily reduced intermediate values of the transforms (see docs/ckks.md, "Arithmetic").
/// </remarks>
public sealed class Modulus : IEquatable<Modulus>
{
    /// <summary>Fewest bits that a modulus may have.</summary>
    public const int MinimumBitCount = 20;

    /// <summary>Most bits that a modulus may have.</summary>
    public const int MaximumBitCount = 50;

    /// <summary>Creates the constants of a prime modulus.</summary>
    /// <param name="value">An odd prime in (2^19, 2^50).</param>
    /// <exception cref="ArgumentOutOfRangeException">The value has fewer than 20 or more than 50 bits, or is not prime.</exception>
    public Modulus(ulong value)
    {
        int bits = 64 - System.Numerics.BitOperations.LeadingZeroCount(value);
        if (bits is < MinimumBitCount or > MaximumBitCount)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value,
                $"A modulus must have {MinimumBitCount} to {MaximumBitCount} bits, but {value} has {bits}; choose another prime.");
        }

        if (!ModularArithmetic.IsPrime(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value,
                $"A modulus must be prime, but {value} is not; take one from {nameof(NttPrimes)}.");
        }

        Value = value;
        BitCount = bits;
        AsDouble = value;
        Reciprocal = 1.0 / value;
        BarrettFactor = (ulong)((UInt128.One << (2 * bits)) / value);
    }

    /// <summary>The prime itself.</summary>
    public ulong Value { get; }

    /// <summary>Number of bits of the prime, 20 to 50.</summary>
    public int BitCount { get; }

    /// <summary>The prime as a double, exactly.</summary>
    internal double AsDouble { get; }

    /// <summary>1 / p, rounded to nearest.</summary>
    internal double Reciprocal { get; }

    /// <summary>floor(2^(2 bits) / p), for Barrett reduction on the portable path.</summary>
    internal ulong BarrettFactor { get; }

    /// <summary>
    /// Whether the prime is so large that transforms must reduce between passes; below 2^48 the growth of 16 lazily
    /// reduced stages stays under 2^52 (bound in docs/ckks.md).
    /// </summary>
    internal bool NeedsEagerReduction => BitCount > 48;

    /// <inheritdoc/>
    public bool Equals(Modulus? other) => other is not null && other.Value == Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Modulus);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
