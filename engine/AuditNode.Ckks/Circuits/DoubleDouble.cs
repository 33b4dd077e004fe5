namespace AuditNode.Ckks.Circuits;

/// <summary>
/// About 106 bits as an unevaluated sum of two doubles, by rounded + - * / in a fixed order only, so that every machine agrees.
/// </summary>
/// <remarks>Dekker, A floating-point technique for extending the available precision, Numer. Math. 18 (1971) 224-242.</remarks>
internal readonly struct DoubleDouble(double high, double low)
{
    private const double Splitter = (1 << 27) + 1;

    internal double High { get; } = high;

    internal double Low { get; } = low;

    internal int Sign => Math.Sign(High);

    public static implicit operator DoubleDouble(double value) => new(value, 0.0);

    public static explicit operator double(DoubleDouble value) => value.High + value.Low;

    public static DoubleDouble operator -(DoubleDouble a) => new(0.0 - a.High, 0.0 - a.Low);

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        var (high, low) = TwoSum(a.High, b.High);
        var (lowHigh, lowLow) = TwoSum(a.Low, b.Low);
        (high, low) = FastTwoSum(high, low + lowHigh);
        (high, low) = FastTwoSum(high, low + lowLow);
        return new DoubleDouble(high, low);
    }

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        var product = a.High * b.High;
        var (aHigh, aLow) = Split(a.High);
        var (bHigh, bLow) = Split(b.High);
        var error = ((aHigh * bHigh - product) + aHigh * bLow + aLow * bHigh) + aLow * bLow;
        var (high, low) = FastTwoSum(product, error + (a.High * b.Low + a.Low * b.High));
        return new DoubleDouble(high, low);
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        DoubleDouble quotient = a.High / b.High;
        var rest = a - quotient * b;
        quotient += rest.High / b.High;
        rest = a - quotient * b;
        return quotient + rest.High / b.High;
    }

    internal static DoubleDouble Abs(DoubleDouble a) => a.Sign < 0 ? -a : a;

    private static (double Sum, double Error) TwoSum(double a, double b)
    {
        var sum = a + b;
        var virtualB = sum - a;
        return (sum, (a - (sum - virtualB)) + (b - virtualB));
    }

    private static (double Sum, double Error) FastTwoSum(double a, double b)
    {
        var sum = a + b;
        return (sum, b - (sum - a));
    }

    private static (double High, double Low) Split(double a)
    {
        var scaled = Splitter * a;
        var high = scaled - (scaled - a);
        return (high, a - high);
    }
}
