namespace AuditNode.Ckks.Circuits;

/// <summary>An odd polynomial c_0 T_1 + c_1 T_3 + c_2 T_5 + ... in 106-bit arithmetic.</summary>
internal sealed class OddSeries(DoubleDouble[] coefficients)
{
    internal IReadOnlyList<DoubleDouble> Coefficients => coefficients;

    /// <summary>T_1(x), T_3(x), T_5(x), ...</summary>
    internal static DoubleDouble[] Basis(double x, int count)
    {
        var step = Step(x);
        var values = new DoubleDouble[count];
        var (previous, current) = ((DoubleDouble)x, (DoubleDouble)x);
        for (var i = 0; i < count; i++)
        {
            values[i] = current;
            (previous, current) = (current, step * current - previous);
        }

        return values;
    }

    internal DoubleDouble Evaluate(double x)
    {
        var step = Step(x);
        var (previous, current) = ((DoubleDouble)x, (DoubleDouble)x);
        DoubleDouble sum = 0.0;
        foreach (var c in coefficients)
        {
            sum += c * current;
            (previous, current) = (current, step * current - previous);
        }

        return sum;
    }

    /// <summary>The derivative, by T_k' = k U_{k-1}.</summary>
    internal DoubleDouble Derivative(double x)
    {
        var step = Step(x);
        var (previous, current) = ((DoubleDouble)(-1.0), (DoubleDouble)1.0);
        DoubleDouble sum = 0.0;
        for (var i = 0; i < coefficients.Length; i++)
        {
            sum += coefficients[i] * (2.0 * i + 1.0) * current;
            (previous, current) = (current, step * current - previous);
        }

        return sum;
    }

    /// <summary>Where the derivative changes sign in [lower, upper], to the last bit.</summary>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end.</param>
    /// <param name="signAtLower">The derivative's sign just above <paramref name="lower"/>.</param>
    internal double FindExtremum(double lower, double upper, int signAtLower)
    {
        while (true)
        {
            var middle = lower + (upper - lower) / 2.0;
            if (middle <= lower || middle >= upper)
            {
                return middle;
            }

            (lower, upper) = Derivative(middle).Sign == signAtLower ? (middle, upper) : (lower, middle);
        }
    }

    // 2 T_2(x): both T_k and U_k satisfy y_{k+2} = 2 T_2 y_k - y_{k-2}.
    private static DoubleDouble Step(double x) => (DoubleDouble)4.0 * x * x - 2.0;
}
