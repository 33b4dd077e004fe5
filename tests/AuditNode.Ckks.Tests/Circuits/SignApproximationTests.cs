using AuditNode.Ckks.Circuits;

namespace AuditNode.Ckks.Tests.Circuits;

public sealed class SignApproximationTests
{
    public static TheoryData<int, double> MinimaxCases()
    {
        var cases = new TheoryData<int, double>();
        foreach (var gap in new[] { SignApproximation.MinimumGap, 0.01, 0.05, 0.2, SignApproximation.MaximumGap })
        {
            foreach (var degree in new[] { 3, 5, 15, 31, 47, 63 })
            {
                cases.Add(degree, gap);
            }
        }

        return cases;
    }

    // By de la Vallee Poussin's theorem no odd polynomial does better than the least of (degree + 3) / 2 alternating errors.
    [Theory]
    [MemberData(nameof(MinimaxCases))]
    public void The_minimax_error_alternates_as_often_as_optimality_demands(int degree, double gap)
    {
        var approximation = SignApproximation.Minimax(degree, gap);

        var peaks = new List<double>();
        foreach (var x in Samples(gap, 20_000))
        {
            var error = approximation.Series.Evaluate(x) - 1.0;
            if (peaks.Count == 0 || Math.Sign(peaks[^1]) != Math.Sign(error))
            {
                peaks.Add(error);
            }
            else if (Math.Abs(error) > Math.Abs(peaks[^1]))
            {
                peaks[^1] = error;
            }
        }

        // Below 1e-11 the coefficients' rounding to 2^-48 and the rounding of a plain evaluation show.
        var stated = approximation.MaximumError(gap);
        if (stated > 1e-11)
        {
            Assert.Equal((degree + 3) / 2, peaks.Count);
            Assert.All(peaks, peak => Assert.InRange(Math.Abs(peak), stated * 0.999 - 2e-13, stated + 2e-13));
        }
        else
        {
            Assert.All(peaks, peak => Assert.InRange(Math.Abs(peak), 0.0, 1e-11));
        }
    }

    // The values come from a one-point exchange over 1,501 grid points, in monomials with 60 digits (mpmath 1.3.0): the linear
    // program on that grid, whose optimum is just below that on the interval.
    [Theory]
    [InlineData(3, 0.1, 0.607230116578)]
    [InlineData(7, 0.1, 0.342284778857)]
    [InlineData(15, 0.05, 0.322737287532)]
    [InlineData(15, 0.2, 0.0194182675587)]
    [InlineData(31, 0.02, 0.387696927375)]
    [InlineData(31, 0.1, 0.0182202703811)]
    public void The_minimax_error_agrees_with_a_linear_program(int degree, double gap, double optimumOnGrid)
        => Assert.InRange(SignApproximation.Minimax(degree, gap).MaximumError(gap), optimumOnGrid, optimumOnGrid * 1.0001);

    // In units of 2^-48, from a Remez exchange with 50 digits in monomials (mpmath 1.3.0).
    [Theory]
    [InlineData(7, 0.125, new[] { 357515390207434, -116941605343598, 67819731650360, -102313218761710 })]
    [InlineData(
        15,
        0.0625,
        new[]
        {
            358158507745994, -118786284267890, 70566006519183, -49674731135081, 37921545154274, -30359215890489, 25104126453319,
            -81859391050570,
        })]
    [InlineData(
        31,
        0.03125,
        new[]
        {
            358327470411844, -119289126708119, 71390208324994, -50798036111169, 39309444944924, -31960351135477, 26841886762422,
            -23063641994536, 20154636943421, -17842649440972, 15959669523467, -14396718801377, 13080405575206, -11959966862530,
            10999765993272, -73075985873097,
        })]
    public void The_minimax_coefficients_are_right_to_the_last_bit(int degree, double gap, long[] expected)
    {
        var coefficients = SignApproximation.Minimax(degree, gap).Series.Coefficients.ToArray();

        Assert.Equal(expected, coefficients.Where((_, k) => (k & 1) == 1).Select(c => (long)Math.ScaleB(c, 48)));
    }

    [Theory]
    [InlineData(1.0 / 1024.0)]
    [InlineData(0.25)]
    public void The_minimax_line_is_two_over_one_plus_gap(double gap)
    {
        var approximation = SignApproximation.Minimax(1, gap);

        Assert.Equal(2.0 / (1.0 + gap), approximation.Series.Coefficients[1], 1e-14);
        Assert.Equal((1.0 - gap) / (1.0 + gap), approximation.MaximumError(gap), 1e-8);
    }

    // sqrt(m) ((1 + a) / (1 - a))^m E tends to (1 - a) / sqrt(pi a) for degree 2m + 1: Eremenko and Yuditskii, Uniform
    // approximation of sgn(x) by polynomials and entire functions, J. Anal. Math. 101 (2007) 313-324.
    [Theory]
    [InlineData(0.2)]
    [InlineData(0.3)]
    public void The_minimax_error_approaches_its_known_limit(double gap)
    {
        var scaled = SignApproximation.Minimax(63, gap).MaximumError(gap) * Math.Sqrt(31.0);
        for (var i = 0; i < 31; i++)
        {
            scaled *= (1.0 + gap) / (1.0 - gap);
        }

        Assert.InRange(scaled / ((1.0 - gap) / Math.Sqrt(Math.PI * gap)), 0.93, 1.0);
    }

    public static TheoryData<string, SignApproximation> Approximations => new()
    {
        { "minimax 15, 0.05", SignApproximation.Minimax(15, 0.05) },
        { "minimax 31, 0.02", SignApproximation.Minimax(31, 0.02) },
        { "minimax 63, 0.2", SignApproximation.Minimax(63, 0.2) },
        { "Chebyshev 15", SignApproximation.Chebyshev(15) },
        { "Chebyshev 31, Lanczos", SignApproximation.Chebyshev(31, SignDamping.Lanczos) },
        { "Chebyshev 31, Jackson", SignApproximation.Chebyshev(31, SignDamping.Jackson) },
        { "Chebyshev 63, Jackson", SignApproximation.Chebyshev(63, SignDamping.Jackson) },
    };

    [Theory]
    [MemberData(nameof(Approximations))]
    public void The_error_curve_bounds_the_sampled_error_tightly_and_never_rises(string name, SignApproximation approximation)
    {
        var samples = Samples(0.0, 20_000).Reverse().ToArray();
        var (worst, lastBound) = (0.0, 0.0);
        for (var i = 0; i < samples.Length; i++)
        {
            worst = Math.Max(worst, Math.Abs(approximation.Series.Evaluate(samples[i]) - 1.0));
            if (i % 50 == 0)
            {
                var bound = approximation.MaximumError(samples[i]);
                Assert.True(bound >= worst - 1e-13 && bound <= worst * 1.001 + 1e-12, $"{name}: {bound} against {worst} from {samples[i]}");
                Assert.True(bound >= lastBound, $"{name}: the bound rises with the gap at {samples[i]}");
                lastBound = bound;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Approximations))]
    public void The_overshoot_bounds_the_sampled_maximum_tightly(string name, SignApproximation approximation)
    {
        var largest = Samples(0.0, 20_000).Max(x => Math.Abs(approximation.Series.Evaluate(x)));

        Assert.True(approximation.Overshoot >= largest - 1e-13 && approximation.Overshoot <= largest * 1.00001, name);
    }

    [Theory]
    [MemberData(nameof(Approximations))]
    public void The_polynomial_is_exactly_odd_with_coefficients_on_the_grid(string name, SignApproximation approximation)
    {
        Assert.True(approximation.Series.Parity == ChebyshevParity.Odd, name);
        Assert.All(approximation.Series.Coefficients.ToArray(), c => Assert.True(double.IsInteger(Math.ScaleB(c, 48)), name));
        Assert.All(Samples(0.0, 100), x => Assert.Equal(0.0 - approximation.Series.Evaluate(x), approximation.Series.Evaluate(-x)));
    }

    [Fact]
    public void Damping_trades_overshoot_for_steepness()
    {
        var plain = SignApproximation.Chebyshev(31);
        var lanczos = SignApproximation.Chebyshev(31, SignDamping.Lanczos);
        var jackson = SignApproximation.Chebyshev(31, SignDamping.Jackson);

        Assert.InRange(plain.Overshoot, 1.178, 1.182);
        Assert.InRange(lanczos.Overshoot, 1.02, 1.03);
        Assert.InRange(jackson.Overshoot, 0.999, 1.0);
        Assert.True(plain.MaximumError(0.04) < lanczos.MaximumError(0.04));
        Assert.True(lanczos.MaximumError(0.04) < jackson.MaximumError(0.04));
    }

    [Fact]
    public void Arguments_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SignApproximation.Minimax(4, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignApproximation.Minimax(65, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignApproximation.Minimax(15, 0.6));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignApproximation.Minimax(15, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignApproximation.Chebyshev(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignApproximation.Chebyshev(3, (SignDamping)3));
        Assert.Throws<ArgumentOutOfRangeException>(() => SignApproximation.Chebyshev(3).MaximumError(1.5));
    }

    // Denser towards both ends, where the error turns fastest, and including them.
    private static IEnumerable<double> Samples(double gap, int count)
    {
        for (var i = 0; i <= count; i++)
        {
            var t = (double)i / count;
            yield return i == count ? 1.0 : gap + (1.0 - gap) * t * t * (3.0 - 2.0 * t);
        }
    }
}
