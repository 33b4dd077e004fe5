using AuditNode.Ckks.Circuits;

namespace AuditNode.Ckks.SealFormat.Tests.Interchange;

/// <summary>What both sides compute on the other's ciphertexts of x and y, and the exact results.</summary>
internal static class InterchangeOperation
{
    public const string PublicEncryption = "x, encrypted under the public key";
    public const string SymmetricEncryption = "y, encrypted under the secret key";
    public const string ForeignEncryption = "x, encrypted under the other's public key";
    public const string Sum = "sum";
    public const string Difference = "difference";
    public const string RotationLeft = "rotation by 3";
    public const string RotationRight = "rotation by -5";
    public const string Product = "product, relinearised and rescaled";
    public const string UnrelinearizedProduct = "product of three polynomials";
    public const string ScalarProduct = "product with a scalar";
    public const string PlainProduct = "product with a plaintext";
    public const string Polynomial = "polynomial of degree 15";

    public const int Left = 3;
    public const int Right = -5;
    public const double Scalar = -0.8125;

    public static readonly string[] Names =
    [
        PublicEncryption, SymmetricEncryption, ForeignEncryption, Sum, Difference, RotationLeft, RotationRight, Product,
        UnrelinearizedProduct, ScalarProduct, PlainProduct, Polynomial,
    ];

    /// <summary>A series of degree 15 without zero coefficients; it takes values from 0.4 to 2 on [-1, 1].</summary>
    public static readonly ChebyshevSeries Series = ChebyshevSeries.Interpolate(x => 1 / (x + 1.5), 15);

    /// <summary>Every degree with every operation.</summary>
    public static TheoryData<int, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string>();
            foreach (var degree in InterchangeSet.Degrees)
                foreach (var name in Names)
                    cases.Add(degree, name);
            return cases;
        }
    }

    /// <summary>N/2 values in [-1, 1].</summary>
    public static double[] X(int degree) => Values("x", degree);

    /// <inheritdoc cref="X"/>
    public static double[] Y(int degree) => Values("y", degree);

    /// <inheritdoc cref="X"/>
    public static double[] Weights(int degree) => Values("weights", degree);

    public static double[] Expected(string name, int degree)
    {
        double[] x = X(degree), y = Y(degree), weights = Weights(degree);
        Func<int, double> slot = name switch
        {
            PublicEncryption or ForeignEncryption => i => x[i],
            SymmetricEncryption => i => y[i],
            Sum => i => x[i] + y[i],
            Difference => i => x[i] - y[i],
            RotationLeft => i => x[(i + Left) % x.Length],
            RotationRight => i => x[(i + x.Length + Right) % x.Length],
            Product or UnrelinearizedProduct => i => x[i] * y[i],
            ScalarProduct => i => x[i] * Scalar,
            PlainProduct => i => x[i] * weights[i],
            Polynomial => i => Series.Evaluate(x[i]),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
        return [.. Enumerable.Range(0, x.Length).Select(slot)];
    }

    private static double[] Values(string seed, int degree) =>
        [.. new DeterministicWords($"{seed} {degree}").Reals(degree / 2).Select(value => value / 1000)];
}
