using AuditNode.Ckks.Circuits;

namespace AuditNode.Ckks.Tests.Circuits;

public sealed class ChebyshevPlanTests
{
    public static TheoryData<int, ChebyshevParity> AllSeries()
    {
        var cases = new TheoryData<int, ChebyshevParity>();
        for (var degree = 0; degree <= 63; degree++)
        {
            cases.Add(degree, ChebyshevParity.None);
            cases.Add(degree, (degree & 1) == 0 ? ChebyshevParity.Even : ChebyshevParity.Odd);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(AllSeries))]
    public void A_plan_evaluates_to_its_series(int degree, ChebyshevParity parity)
    {
        var random = new SplitMix64((ulong)degree);
        var series = random.NextSeries(degree, parity);
        var plan = ChebyshevPlan.Create(series);

        for (var i = -20; i <= 20; i++)
        {
            Assert.Equal(series.Evaluate(i / 20.0), plan.Evaluate(i / 20.0), 1e-10);
        }
    }

    [Theory]
    [MemberData(nameof(AllSeries))]
    public void A_plan_takes_the_least_depth_and_nothing_it_uses_is_deeper_than_allowed(int degree, ChebyshevParity parity)
    {
        var plan = ChebyshevPlan.Create(new SplitMix64((ulong)degree).NextSeries(degree, parity));

        var least = 0;
        while (1 << least < degree + 1)
        {
            least++;
        }

        Assert.Equal(least, plan.Depth);
        var depths = new Dictionary<int, int> { [0] = 0, [1] = 0 };
        foreach (var step in plan.Basis)
        {
            Assert.Equal(step.Index, step.A + step.B);
            Assert.Equal(step.Depth, 1 + Math.Max(depths[step.A], depths[step.B]));
            Assert.True(depths[step.A - step.B] < step.Depth);
            depths.Add(step.Index, step.Depth);
        }

        foreach (var node in plan.Root.Descendants().Where(n => n.Depth > 0))
        {
            Assert.All(node.Terms, term => Assert.True(depths[term.BasisIndex] < node.Depth));
            Assert.All(node.Products, product => Assert.True(depths[product.PowerIndex] < node.Depth));
            Assert.All(node.Products, product => Assert.Equal(node.Depth - 1, product.Quotient.Depth));
            Assert.Equal(node.Terms.Length, node.Terms.Select(t => t.BasisIndex).Distinct().Count());
        }
    }

    [Theory]
    [MemberData(nameof(AllSeries))]
    public void A_plan_computes_nothing_it_does_not_use_and_multiplies_by_no_zero(int degree, ChebyshevParity parity)
    {
        var plan = ChebyshevPlan.Create(new SplitMix64((ulong)degree).NextSeries(degree, parity));

        var used = plan.Basis.SelectMany(s => new[] { s.A, s.B, s.A - s.B })
            .Concat(plan.Root.Descendants().SelectMany(n => n.Products.Select(p => p.PowerIndex)))
            .Concat(plan.Root.Descendants().SelectMany(n => n.Terms.Select(t => t.BasisIndex)))
            .ToHashSet();
        Assert.All(plan.Basis, step => Assert.Contains(step.Index, used));
        Assert.All(plan.Root.Descendants().SelectMany(n => n.Terms), term => Assert.NotEqual(0.0, term.Coefficient));
        Assert.All(plan.Root.Descendants().SelectMany(n => n.Products), p => Assert.NotEmpty(p.Quotient.Terms));
    }

    [Theory]
    [InlineData(1, ChebyshevParity.Odd, 0)]
    [InlineData(3, ChebyshevParity.Odd, 2)]
    [InlineData(7, ChebyshevParity.Odd, 4)]
    [InlineData(15, ChebyshevParity.Odd, 7)]
    [InlineData(31, ChebyshevParity.Odd, 10)]
    [InlineData(63, ChebyshevParity.Odd, 14)]
    [InlineData(14, ChebyshevParity.Even, 5)]
    [InlineData(30, ChebyshevParity.Even, 8)]
    [InlineData(15, ChebyshevParity.None, 7)]
    [InlineData(31, ChebyshevParity.None, 10)]
    [InlineData(63, ChebyshevParity.None, 15)]
    public void A_plan_relinearises_seldom(int degree, ChebyshevParity parity, int atMost)
    {
        var plan = ChebyshevPlan.Create(new SplitMix64(1).NextSeries(degree, parity));

        Assert.True(
            plan.RelinearizationCount <= atMost,
            $"{plan.RelinearizationCount} relinearisations, {plan.TensorProductCount} products, {plan.RescaleCount} rescales");
    }

    [Fact]
    public void The_counts_follow_from_the_steps_and_nodes()
    {
        // c_1 T_1 + c_3 T_3 in two levels: T_2, then T_2 * (2 c_3 T_1) + (c_1 - c_3) T_1, relinearised once.
        var plan = ChebyshevPlan.Create(new ChebyshevSeries([0.0, 0.75, 0.0, 0.25]));

        Assert.Equal((2, 2, 2, 3), (plan.Depth, plan.RelinearizationCount, plan.TensorProductCount, plan.RescaleCount));
        Assert.Equal([new ChebyshevBasisStep(2, 1, 1)], plan.Basis.AsEnumerable());
        Assert.Equal([new ChebyshevTerm(1, 0.5)], plan.Root.Terms.AsEnumerable());
        var product = Assert.Single(plan.Root.Products);
        Assert.Equal(2, product.PowerIndex);
        Assert.Equal([new ChebyshevTerm(1, 0.5)], product.Quotient.Terms.AsEnumerable());
    }

    [Fact]
    public void A_single_Chebyshev_polynomial_takes_its_chain_of_halves_only()
    {
        var coefficients = new double[33];
        coefficients[32] = 0.5;

        var plan = ChebyshevPlan.Create(new ChebyshevSeries(coefficients));

        Assert.Equal([2, 4, 8, 16, 32], plan.Basis.Select(s => s.Index));
        Assert.Equal([new ChebyshevTerm(32, 0.5)], plan.Root.Terms.AsEnumerable());
        Assert.Equal((6, 5), (plan.Depth, plan.RelinearizationCount));
    }

    [Fact]
    public void A_constant_takes_no_level()
    {
        var plan = ChebyshevPlan.Create(new ChebyshevSeries([0.5]));

        Assert.Equal((0, 0, 0, 0), (plan.Depth, plan.RelinearizationCount, plan.TensorProductCount, plan.RescaleCount));
        Assert.Equal(0.5, plan.Evaluate(0.3));
    }

    [Fact]
    public void A_minimax_sign_of_degree_31_is_evaluated_exactly_enough()
    {
        var sign = SignApproximation.Minimax(31, 0.02);
        var plan = ChebyshevPlan.Create(sign.Series);

        Assert.Equal((5, 10), (plan.Depth, plan.RelinearizationCount));
        for (var i = -200; i <= 200; i++)
        {
            Assert.Equal(sign.Series.Evaluate(i / 200.0), plan.Evaluate(i / 200.0), 1e-12);
        }
    }

    [Fact]
    public void Too_large_a_degree_or_too_few_limbs_are_refused()
    {
        var series = new SplitMix64(1).NextSeries(31, ChebyshevParity.Odd);
        Assert.Throws<ArgumentOutOfRangeException>(() => ChebyshevPlan.Create(series, 5));
        Assert.Equal(5, ChebyshevPlan.Create(series, 6).Depth);

        var large = new double[ChebyshevPlan.MaximumDegree + 2];
        large[^1] = 1.0;
        Assert.Throws<ArgumentOutOfRangeException>(() => ChebyshevPlan.Create(new ChebyshevSeries(large)));
    }
}
