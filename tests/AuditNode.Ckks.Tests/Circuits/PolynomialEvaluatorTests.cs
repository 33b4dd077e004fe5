using AuditNode.Ckks.Circuits;

namespace AuditNode.Ckks.Tests.Circuits;

public sealed class PolynomialEvaluatorTests
{
    /// <summary>
    /// Allowed error of a slot in units of 1 + sum |c_k| (1 + k^2): noise of the result, of each basis element, and of the variable,
    /// which T_k' multiplies by k^2 at most. The rounding of a rescale is about 2^12 at the scale 2^34; up to 2^12.7 units were seen.
    /// </summary>
    private static readonly double s_tolerance = Math.ScaleB(1, -20);

    public static TheoryData<int, ChebyshevParity> AllSeries()
    {
        var cases = new TheoryData<int, ChebyshevParity>();
        for (int degree = 1; degree <= 31; degree++)
        {
            cases.Add(degree, ChebyshevParity.None);
            cases.Add(degree, (degree & 1) == 0 ? ChebyshevParity.Even : ChebyshevParity.Odd);
        }

        return cases;
    }

    public static TheoryData<string> Signs => [.. SignSeries.Keys];

    private static Dictionary<string, Func<SignApproximation>> SignSeries { get; } = new()
    {
        ["minimax 15, gap 0.1"] = () => SignApproximation.Minimax(15, 0.1),
        ["minimax 31, gap 0.05"] = () => SignApproximation.Minimax(31, 0.05),
        ["Jackson 15"] = () => SignApproximation.Chebyshev(15, SignDamping.Jackson),
        ["Jackson 31"] = () => SignApproximation.Chebyshev(31, SignDamping.Jackson),
    };

    [Theory]
    [MemberData(nameof(AllSeries))]
    public void A_series_is_evaluated_in_every_slot_with_the_fewest_limbs(int degree, ChebyshevParity parity) =>
        AssertEvaluates(new SplitMix64((ulong)degree).NextSeries(degree, parity), spareLimbs: 0);

    [Theory]
    [MemberData(nameof(Signs))]
    public void A_sign_approximation_is_evaluated_in_every_slot(string name) =>
        AssertEvaluates(SignSeries[name]().Series, spareLimbs: 1);

    [Fact]
    public void A_sign_approximation_of_degree_63_is_evaluated_at_the_largest_degree_of_the_ring() =>
        AssertEvaluates(
            SignApproximation.Minimax(63, 0.02).Series, spareLimbs: 0, new CircuitScheme(CkksParameters.Create(32768, 45, 34, 6)));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(12)]
    [InlineData(31)]
    public void Exactly_the_levels_of_the_depth_are_consumed_however_many_there_are(int degree)
    {
        CircuitScheme scheme = CircuitScheme.Large;
        ChebyshevPlan plan = ChebyshevPlan.Create(new SplitMix64(3).NextSeries(degree, ChebyshevParity.None));
        using Ciphertext x = scheme.Encrypt(scheme.Values(1)), result = scheme.NewCiphertext();

        scheme.Polynomials.Evaluate(x, plan, result);

        int least = 0;
        while (1 << least < degree + 1) least++;
        Assert.Equal(scheme.Context.MaxLimbs - least, result.LimbCount);
    }

    [Theory]
    [InlineData(17_179_869_184.0)]
    [InlineData(1_073_741_824.0)]
    [InlineData(68_719_476_736.0)]
    [InlineData(15_000_000_000.1)]
    public void The_result_has_exactly_the_scale_that_was_asked_for(double scale)
    {
        CircuitScheme scheme = CircuitScheme.Small;
        ChebyshevSeries series = new SplitMix64(7).NextSeries(7, ChebyshevParity.None);
        double[] values = scheme.Values(2);
        using Ciphertext x = scheme.Encrypt(values), result = scheme.NewCiphertext();

        scheme.Polynomials.Evaluate(x, ChebyshevPlan.Create(series), result, scale);

        Assert.Equal(scale, result.Scale);
        AssertNear(series, values, scheme.Decrypt(result), Math.Max(1, scheme.Scale / scale));
    }

    [Fact]
    public void By_default_the_result_has_exactly_the_scale_of_the_input()
    {
        CircuitScheme scheme = CircuitScheme.Small;
        using Ciphertext x = scheme.Encrypt([0.5], scale: 20_000_000_019.0), result = scheme.NewCiphertext();
        scheme.Polynomials.Evaluate(x, ChebyshevPlan.Create(new ChebyshevSeries([0.0, 0.75, 0.0, 0.25])), result);
        Assert.Equal(20_000_000_019.0, result.Scale);
    }

    [Fact]
    public void An_input_after_other_operations_whose_scale_is_a_little_off_is_evaluated_as_well()
    {
        CircuitScheme scheme = CircuitScheme.Large;
        ChebyshevSeries series = SignApproximation.Minimax(15, 0.1).Series;
        double[] values = scheme.Values(3);
        using Ciphertext x = scheme.Encrypt(values), result = scheme.NewCiphertext();
        scheme.Evaluator.MultiplyRelinearizeRescale(x, x, scheme.Key, x);
        Assert.NotEqual(scheme.Scale, x.Scale);

        scheme.Polynomials.Evaluate(x, ChebyshevPlan.Create(series), result, scheme.Scale);

        Assert.Equal(scheme.Scale, result.Scale);
        AssertNear(series, [.. values.Select(v => v * v)], scheme.Decrypt(result), 4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void The_input_is_not_changed(int degree)
    {
        CircuitScheme scheme = CircuitScheme.Small;
        using Ciphertext x = scheme.Encrypt(scheme.Values(4)), result = scheme.NewCiphertext();
        byte[] before = scheme.Bytes(x);
        scheme.Polynomials.Evaluate(x, Plan(degree), result);
        Assert.Equal(before, scheme.Bytes(x));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void The_destination_may_be_the_input(int degree)
    {
        CircuitScheme scheme = CircuitScheme.Small;
        using Ciphertext x = scheme.Encrypt(scheme.Values(5)), expected = scheme.NewCiphertext();
        scheme.Polynomials.Evaluate(x, Plan(degree), expected);
        scheme.Polynomials.Evaluate(x, Plan(degree), x);
        Assert.Equal(scheme.Bytes(expected), scheme.Bytes(x));
    }

    [Fact]
    public void What_the_destination_held_before_does_not_matter()
    {
        CircuitScheme scheme = CircuitScheme.Small;
        using Ciphertext x = scheme.Encrypt(scheme.Values(6)), expected = scheme.NewCiphertext(), used = scheme.Unrelinearised();
        scheme.Polynomials.Evaluate(x, Plan(7), expected);
        scheme.Polynomials.Evaluate(x, Plan(7), used);
        Assert.Equal(scheme.Bytes(expected), scheme.Bytes(used));
    }

    [Fact]
    public void Several_threads_that_share_an_evaluator_get_the_bytes_that_one_gets()
    {
        CircuitScheme scheme = CircuitScheme.Small;
        ChebyshevPlan[] plans = [Plan(7), Plan(5), Plan(6)];
        Ciphertext[] inputs = [.. plans.Select((_, i) => scheme.Encrypt(scheme.Values((ulong)i)))];
        Ciphertext[] expected = [.. plans.Select(_ => scheme.NewCiphertext())];
        for (int i = 0; i < plans.Length; i++) scheme.Polynomials.Evaluate(inputs[i], plans[i], expected[i]);

        Ciphertext[] results = [.. Enumerable.Range(0, 24).Select(_ => scheme.NewCiphertext())];
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(t => new Thread(() =>
        {
            for (int i = t; i < results.Length; i += 4) scheme.Polynomials.Evaluate(inputs[i % 3], plans[i % 3], results[i]);
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();

        Assert.All(results, (result, i) => Assert.Equal(scheme.Bytes(expected[i % 3]), scheme.Bytes(result)));
    }

    [Fact]
    public void Threads_within_an_operation_do_not_change_the_bytes()
    {
        CircuitScheme scheme = CircuitScheme.Small;
        var parallel = new CircuitScheme(scheme.Context.Parameters, maxDegreeOfParallelism: 3);
        using Ciphertext x = scheme.Encrypt(scheme.Values(8)), expected = scheme.NewCiphertext();
        using Ciphertext same = parallel.Encrypt(scheme.Values(8)), result = parallel.NewCiphertext();
        scheme.Polynomials.Evaluate(x, Plan(7), expected);
        parallel.Polynomials.Evaluate(same, Plan(7), result);
        Assert.Equal(scheme.Bytes(expected), parallel.Bytes(result));
    }

    private static ChebyshevPlan Plan(int degree) =>
        ChebyshevPlan.Create(new SplitMix64((ulong)degree).NextSeries(degree, ChebyshevParity.None));

    private static void AssertEvaluates(ChebyshevSeries series, int spareLimbs, CircuitScheme? large = null)
    {
        ChebyshevPlan plan = ChebyshevPlan.Create(series);
        CircuitScheme scheme = large ?? CircuitScheme.ForDepth(plan.Depth + spareLimbs);
        double[] values = scheme.Values((ulong)series.Degree);
        using Ciphertext x = scheme.Encrypt(values, plan.Depth + 1 + spareLimbs), result = scheme.NewCiphertext();

        scheme.Polynomials.Evaluate(x, plan, result);

        Assert.Equal(1 + spareLimbs, result.LimbCount);
        AssertNear(series, values, scheme.Decrypt(result));
    }

    private static void AssertNear(ChebyshevSeries series, double[] values, double[] found, double factor = 1)
    {
        double bound = 1, worst = 0;
        for (int k = 0; k <= series.Degree; k++) bound += Math.Abs(series.Coefficients[k]) * (1 + (double)k * k);
        for (int j = 0; j < values.Length; j++) worst = Math.Max(worst, Math.Abs(found[j] - series.Evaluate(values[j])));
        Assert.True(worst <= factor * s_tolerance * bound, $"Error {worst:G3}, but at most {factor * s_tolerance * bound:G3} was expected.");
    }
}
