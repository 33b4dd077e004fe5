using AuditNode.Ckks.Circuits;

namespace AuditNode.Ckks.Tests.Circuits;

public sealed class ProductTreeTests
{
    /// <summary>Allowed error of a slot per factor, for values up to 1 in magnitude: several times the rounding of a rescale at the scale 2^34.</summary>
    private static readonly double s_tolerance = Math.ScaleB(1, -20);

    public static TheoryData<int> Counts => [1, 2, 3, 4, 5, 6, 7, 8, 9];

    [Theory]
    [MemberData(nameof(Counts))]
    public void A_product_is_that_of_the_factors_in_every_slot(int count)
    {
        CircuitScheme scheme = CircuitScheme.ForDepth(ProductTree.Depth(count));
        double[][] values = Values(scheme, count);
        Ciphertext[] factors = [.. values.Select(v => scheme.Encrypt(v, ProductTree.Depth(count) + 1))];
        using Ciphertext product = scheme.NewCiphertext();

        scheme.Products.Multiply(factors, product);

        AssertNear(values, scheme.Decrypt(product));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    [InlineData(8, 3)]
    [InlineData(9, 4)]
    public void A_product_consumes_the_rounded_up_logarithm_of_its_factors_in_levels(int count, int depth)
    {
        CircuitScheme scheme = CircuitScheme.Large;
        Ciphertext[] factors = [.. Values(scheme, count).Select(v => scheme.Encrypt(v))];
        using Ciphertext product = scheme.NewCiphertext();

        scheme.Products.Multiply(factors, product);

        Assert.Equal((depth, scheme.Context.MaxLimbs - depth), (ProductTree.Depth(count), product.LimbCount));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(9)]
    public void Factors_of_different_limbs_and_scales_meet_at_the_fewest_limbs(int count)
    {
        CircuitScheme scheme = CircuitScheme.Large;
        double[][] values = Values(scheme, count);
        int[] limbs = [.. Enumerable.Range(0, count).Select(i => 6 + (i * 3 + 2) % 5)];
        Ciphertext[] factors = [.. values.Select((v, i) => scheme.Encrypt(v, limbs[i], Math.ScaleB(1 + i / 16.0, 33)))];
        using Ciphertext product = scheme.NewCiphertext();

        scheme.Products.Multiply(factors, product);

        Assert.Equal(limbs.Min() - ProductTree.Depth(count), product.LimbCount);
        AssertNear(values, scheme.Decrypt(product), Math.ScaleB(1, 34) / Math.Min(product.Scale, Math.ScaleB(1, 32)));
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void The_factors_are_not_changed(int count)
    {
        CircuitScheme scheme = CircuitScheme.ForDepth(ProductTree.Depth(count));
        Ciphertext[] factors = [.. Values(scheme, count).Select(v => scheme.Encrypt(v))];
        byte[][] before = [.. factors.Select(scheme.Bytes)];
        using Ciphertext product = scheme.NewCiphertext();

        scheme.Products.Multiply(factors, product);

        Assert.Equal(before, factors.Select(scheme.Bytes));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(5, 0)]
    [InlineData(5, 3)]
    [InlineData(5, 4)]
    public void The_destination_may_be_a_factor(int count, int place)
    {
        CircuitScheme scheme = CircuitScheme.Small;
        Ciphertext[] factors = [.. Values(scheme, count).Select(v => scheme.Encrypt(v))];
        using Ciphertext expected = scheme.NewCiphertext();
        scheme.Products.Multiply(factors, expected);

        scheme.Products.Multiply(factors, factors[place]);

        Assert.Equal(scheme.Bytes(expected), scheme.Bytes(factors[place]));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void A_factor_may_occur_several_times(int exponent)
    {
        CircuitScheme scheme = CircuitScheme.Small;
        double[] values = scheme.Values(1);
        using Ciphertext x = scheme.Encrypt(values);
        scheme.Products.Multiply([.. Enumerable.Repeat(x, exponent)], x);
        AssertNear([.. Enumerable.Repeat(values, exponent)], scheme.Decrypt(x));
    }

    [Fact]
    public void Several_threads_that_share_a_tree_get_the_bytes_that_one_gets()
    {
        CircuitScheme scheme = CircuitScheme.Small;
        Ciphertext[] factors = [.. Values(scheme, 7).Select(v => scheme.Encrypt(v))];
        using Ciphertext expected = scheme.NewCiphertext();
        scheme.Products.Multiply(factors, expected);

        Ciphertext[] results = [.. Enumerable.Range(0, 16).Select(_ => scheme.NewCiphertext())];
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(t => new Thread(() =>
        {
            for (int i = t; i < results.Length; i += 4) scheme.Products.Multiply(factors, results[i]);
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();

        byte[] bytes = scheme.Bytes(expected);
        Assert.All(results, result => Assert.Equal(bytes, scheme.Bytes(result)));
    }

    private static double[][] Values(CircuitScheme scheme, int count) =>
        [.. Enumerable.Range(0, count).Select(i => scheme.Values((ulong)(100 * count + i)))];

    private static void AssertNear(double[][] factors, double[] found, double factor = 1)
    {
        double worst = 0;
        for (int j = 0; j < found.Length; j++)
        {
            double expected = factors.Aggregate(1.0, (product, values) => product * values[j]);
            worst = Math.Max(worst, Math.Abs(found[j] - expected));
        }

        double bound = factor * factors.Length * s_tolerance;
        Assert.True(worst <= bound, $"Error {worst:G3}, but at most {bound:G3} was expected.");
    }
}
