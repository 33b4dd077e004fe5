using System.Numerics;

namespace AuditNode.Engine.Privacy;

/// <summary>An exact fraction with a positive denominator, not necessarily in lowest terms.</summary>
internal readonly record struct Fraction(BigInteger Numerator, BigInteger Denominator)
{
    /// <summary>Exactly the value of a finite double.</summary>
    internal static Fraction Of(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "Must be finite.");
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        long mantissa = bits & ((1L << 52) - 1);
        if (exponent == 0) exponent = 1;
        else mantissa |= 1L << 52;
        exponent -= 1075;
        BigInteger numerator = value < 0 ? -mantissa : mantissa;
        return exponent >= 0 ? new(numerator << exponent, BigInteger.One) : new(numerator, BigInteger.One << -exponent);
    }

    internal static Fraction OfInteger(BigInteger value) => new(value, BigInteger.One);

    /// <summary>The smallest integer that is not below.</summary>
    internal BigInteger Ceiling()
    {
        BigInteger quotient = BigInteger.DivRem(Numerator, Denominator, out BigInteger remainder);
        return remainder.Sign > 0 ? quotient + 1 : quotient;
    }

    /// <summary>The largest integer that is not above.</summary>
    internal BigInteger Floor() => -(-this).Ceiling();

    /// <summary>A double that is not below, and at most two units in the last place above.</summary>
    internal double ToDoubleUp()
    {
        // 64 bits of the quotient, rounded up; the conversion may still round down, which the next double covers.
        int shift = 64 - (int)(Numerator.GetBitLength() - Denominator.GetBitLength());
        BigInteger scaled = (shift >= 0 ? new Fraction(Numerator << shift, Denominator) : new Fraction(Numerator, Denominator << -shift)).Ceiling();
        if (scaled.IsZero) return 0;
        double value = Math.ScaleB((double)scaled, -shift);
        return Of(value) >= this ? value : Math.BitIncrement(value);
    }

    public static Fraction operator -(Fraction a) => new(-a.Numerator, a.Denominator);

    public static Fraction operator +(Fraction a, Fraction b) =>
        new(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static Fraction operator *(Fraction a, Fraction b) => new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static Fraction operator /(Fraction a, Fraction b) =>
        b.Numerator.Sign >= 0
            ? new(a.Numerator * b.Denominator, a.Denominator * b.Numerator)
            : new(-a.Numerator * b.Denominator, -a.Denominator * b.Numerator);

    public static bool operator <(Fraction a, Fraction b) => a.Numerator * b.Denominator < b.Numerator * a.Denominator;

    public static bool operator >(Fraction a, Fraction b) => b < a;

    public static bool operator <=(Fraction a, Fraction b) => !(b < a);

    public static bool operator >=(Fraction a, Fraction b) => !(a < b);
}
