using AuditNode.Ckks.Circuits;
using AuditNode.Ckks.Rlwe;
using AuditNode.Ckks.Tests.Rlwe;

namespace AuditNode.Ckks.Tests.Circuits;

public sealed class PolynomialEvaluatorRefusalTests
{
    private static readonly ChebyshevPlan Linear = ChebyshevPlan.Create(new ChebyshevSeries([0.25, 0.5]));
    private static readonly ChebyshevPlan Cubic = ChebyshevPlan.Create(new ChebyshevSeries([0.0, 0.75, 0.0, 0.25]));

    /// <summary>Nobody else's, so that its temporaries can be counted.</summary>
    private static readonly CircuitScheme Scheme = new(CkksParameters.Create(8192, 45, 34, 3));

    /// <summary>Of another degree: a ciphertext of it is larger than those of the scheme.</summary>
    private static readonly CircuitScheme Foreign = new(CkksParameters.Create(16384, 45, 34, 3));

    public static TheoryData<int> Degrees => [1, 3];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(3, 2)]
    public void An_input_with_too_few_limbs_is_refused(int degree, int limbs)
    {
        using Ciphertext x = Scheme.Encrypt([0.5], limbs);
        CircuitRefusal.For("level", Scheme, destination => Scheme.Polynomials.Evaluate(x, Plan(degree), destination));
    }

    [Fact]
    public void A_constant_is_refused()
    {
        using Ciphertext x = Scheme.Encrypt([0.5]);
        ChebyshevPlan constant = ChebyshevPlan.Create(new ChebyshevSeries([0.5]));
        CircuitRefusal.For("degree", Scheme, destination => Scheme.Polynomials.Evaluate(x, constant, destination));
    }

    [Theory]
    [MemberData(nameof(Degrees))]
    public void An_input_that_was_not_relinearised_is_refused(int degree)
    {
        using Ciphertext product = Scheme.Unrelinearised();
        CircuitRefusal.For("size", Scheme, destination => Scheme.Polynomials.Evaluate(product, Plan(degree), destination, Scheme.Scale));
    }

    [Theory]
    [MemberData(nameof(Degrees))]
    public void An_input_of_other_parameters_is_refused(int degree)
    {
        using Ciphertext x = Foreign.Encrypt([0.5]);
        CircuitRefusal.For("parameters", Scheme, destination => Scheme.Polynomials.Evaluate(x, Plan(degree), destination));
    }

    [Theory]
    [MemberData(nameof(Degrees))]
    public void A_destination_of_other_parameters_is_refused(int degree)
    {
        using Ciphertext x = Scheme.Encrypt([0.5]);
        CircuitRefusal.For("parameters", Foreign, destination => Scheme.Polynomials.Evaluate(x, Plan(degree), destination));
    }

    [Fact]
    public void A_key_of_other_parameters_is_refused()
    {
        using Ciphertext x = Scheme.Encrypt([0.5]);
        var polynomials = new PolynomialEvaluator(Scheme.Evaluator, Foreign.Key);
        CircuitRefusal.For("parameters", Scheme, destination => polynomials.Evaluate(x, Cubic, destination));
    }

    [Fact]
    public void A_key_for_fewer_limbs_than_the_input_has_is_refused()
    {
        using var keys = new KeyGenerator(Scheme.Context.Rlwe, FixedSeed.Bytes);
        var polynomials = new PolynomialEvaluator(Scheme.Evaluator, keys.CreateRelinearizationKey(limbs: 3));
        using Ciphertext x = Scheme.Encrypt([0.5]);
        CircuitRefusal.Of<MissingKeyException>(Scheme, destination => polynomials.Evaluate(x, Cubic, destination));
    }

    [Fact]
    public void A_coefficient_that_no_integer_holds_is_refused()
    {
        // Found when the term is encoded, after temporaries were taken.
        using Ciphertext x = Scheme.Encrypt([0.5]);
        ChebyshevPlan huge = ChebyshevPlan.Create(new ChebyshevSeries([0.0, Math.ScaleB(1, 80), 0.0, 1.0]));
        CircuitRefusal.For("scale", Scheme, destination => Scheme.Polynomials.Evaluate(x, huge, destination));
    }

    [Theory]
    [InlineData(19)]
    [InlineData(0)]
    public void A_result_too_coarse_to_be_precise_is_refused(int scaleBits)
    {
        using Ciphertext x = Scheme.Encrypt([0.5]);
        CircuitRefusal.For("scale", Scheme, destination => Scheme.Polynomials.Evaluate(x, Cubic, destination, Math.ScaleB(1, scaleBits)));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-17179869184.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.MaxValue)]
    public void A_scale_that_is_no_positive_number_is_refused(double scale)
    {
        using Ciphertext x = Scheme.Encrypt([0.5]);
        CircuitRefusal.For("scale", Scheme, destination => Scheme.Polynomials.Evaluate(x, Linear, destination, scale));
    }

    [Theory]
    [InlineData(27)]
    [InlineData(41)]
    public void An_input_whose_scale_is_so_far_from_the_primes_that_a_power_loses_its_precision_is_refused(int scaleBits)
    {
        // With primes of 34 bits T_4 has scale 2^(4 * 27 - 3 * 34) = 2^6, and at 2^41 the quotient by T_4 has 2^(2 * 34 - 4 * 41 + 3 * 34).
        double[] coefficients = [0.0, 1.25, 0.0, -0.5, 0.0, 0.125, 0.0, -0.25];
        ChebyshevPlan plan = ChebyshevPlan.Create(new ChebyshevSeries(coefficients));
        using Ciphertext x = Scheme.Encrypt([0.5], scale: Math.ScaleB(1, scaleBits));
        CircuitRefusal.For("scale", Scheme, destination => Scheme.Polynomials.Evaluate(x, plan, destination, Scheme.Scale));
    }

    private static ChebyshevPlan Plan(int degree) => degree == 1 ? Linear : Cubic;
}
