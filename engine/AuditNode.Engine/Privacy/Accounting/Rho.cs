using System.Globalization;
using System.Numerics;

namespace AuditNode.Engine.Privacy;

/// <summary>
/// A parameter of zero-concentrated differential privacy, as an exact multiple of 1e-12: the unit in which the contract PrivacyBudget keeps
/// its accounts. It adds up over releases (Bun and Steinke 2016, lemma 1.7); what is charged is rounded up.
/// </summary>
/// <param name="Units">Multiples of 1e-12.</param>
public readonly record struct Rho(UInt128 Units) : IComparable<Rho>
{
    /// <summary>Units in a rho of 1.</summary>
    public const ulong UnitsPerOne = 1_000_000_000_000;

    /// <summary>No loss at all.</summary>
    public static Rho Zero => default;

    /// <summary>The least rho that is not below a number.</summary>
    /// <param name="value">From 0 to 1e18.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public static Rho Ceiling(double value)
    {
        CheckRange(value);
        return Ceiling(Fraction.Of(value));
    }

    /// <summary>The largest rho that is not above a number.</summary>
    /// <param name="value">From 0 to 1e18.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public static Rho Floor(double value)
    {
        CheckRange(value);
        return new Rho((UInt128)(Fraction.Of(value) * Fraction.OfInteger(UnitsPerOne)).Floor());
    }

    /// <summary>The largest rho that fits <paramref name="parts"/> times: an equal share of a budget for each of its rounds.</summary>
    /// <param name="parts">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parts"/> is below 1.</exception>
    public Rho Share(int parts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        return new Rho(Units / (uint)parts);
    }

    /// <summary>The sum.</summary>
    /// <exception cref="OverflowException">It does not fit 128 bits.</exception>
    public static Rho operator +(Rho a, Rho b) => new(checked(a.Units + b.Units));

    /// <summary>The difference.</summary>
    /// <exception cref="OverflowException"><paramref name="b"/> is larger.</exception>
    public static Rho operator -(Rho a, Rho b) => new(checked(a.Units - b.Units));

    /// <summary>Whether a is less than b.</summary>
    public static bool operator <(Rho a, Rho b) => a.Units < b.Units;

    /// <summary>Whether a is more than b.</summary>
    public static bool operator >(Rho a, Rho b) => a.Units > b.Units;

    /// <summary>Whether a is at most b.</summary>
    public static bool operator <=(Rho a, Rho b) => a.Units <= b.Units;

    /// <summary>Whether a is at least b.</summary>
    public static bool operator >=(Rho a, Rho b) => a.Units >= b.Units;

    /// <inheritdoc/>
    public int CompareTo(Rho other) => Units.CompareTo(other.Units);

    /// <summary>The nearest double or one beside it, for display.</summary>
    public double ToDouble() => (double)Units / UnitsPerOne;

    /// <summary>The exact decimal number, with 12 digits after the point.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Units / UnitsPerOne}.{(ulong)(Units % UnitsPerOne):D12}");

    internal static Rho Ceiling(Fraction value)
    {
        BigInteger units = (value * Fraction.OfInteger(UnitsPerOne)).Ceiling();
        if (units.Sign < 0 || units > (BigInteger)UInt128.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(value), "rho must be from 0 to below 2^128 units of 1e-12; use more noise.");
        return new Rho((UInt128)units);
    }

    internal Fraction ToFraction() => new(Units, UnitsPerOne);

    private static void CheckRange(double value)
    {
        if (!(value >= 0 && value <= 1e18)) throw new ArgumentOutOfRangeException(nameof(value), value, "rho must be from 0 to 1e18.");
    }
}
