using System.Numerics;
using AuditNode.Ckks;
using AuditNode.Engine.Protocols.VerticalKMeans.Release;
using Xunit.Abstractions;

namespace AuditNode.Engine.Tests.Release;

/// <summary>Attack 2: noise that is smaller than the error it has to hide.</summary>
public class Attack2FloodingTests(ITestOutputHelper output)
{
    private const int Runs = 40;

    [Fact]
    public void Attack2_No_measured_error_exceeds_the_static_bound_and_the_bound_is_not_vacuous()
    {
        double largest = 0, bound = 0;
        for (int run = 0; run < Runs; run++)
        {
            using var s = new ReleaseScheme(8);
            double[][] values = s.Values(TestSeed.Value + (ulong)run);
            using Ciphertext packed = s.Pack(values);
            using CoefficientCiphertext masked = s.Mask(packed);
            BigInteger[] integers = masked.Decrypt(s.SecretKey);
            bound = s.Bound.Error;
            double error = integers.Zip(s.Exact(values), (i, e) => Math.Abs((double)i - e)).Max();
            Assert.True(error <= bound, $"error {error}, bound {bound} {TestSeed.Describe(run)}");
            largest = Math.Max(largest, error);
        }

        output.WriteLine($"largest error {largest:F0} units in {8 * Runs} outputs under {Runs} keys, bound {bound:F0}");
        Assert.InRange(bound / largest, 1, 10);
    }

    [Fact]
    public async Task Attack2_The_noise_that_is_added_has_the_deviation_of_the_budget_whatever_is_released()
    {
        using var s = new ReleaseScheme(32);
        FloodedRelease release = s.Release(await s.NewCounter(new FloodingBudget(64)));
        double[][] values = s.Values(1);
        using Ciphertext packed = s.Pack(values);
        double[] exact = s.Exact(values);
        double squares = 0;
        for (int i = 0; i < 64; i++)
        {
            byte[] message = s.Message(packed);
            IReadOnlyList<BigInteger> released = await release.ReleaseAsync(message, ReleaseScheme.Sha256(message));
            squares += released.Zip(exact, (r, e) => ((double)r - e) * ((double)r - e)).Sum();
        }

        // A mean of 2,048 squares: 7 of its deviations.
        double ratio = squares / 2048 / (double)s.Release(await s.NewCounter(new FloodingBudget(64))).FloodingVariance;
        Assert.InRange(ratio, 1 - 7 * Math.Sqrt(2.0 / 2048), 1 + 7 * Math.Sqrt(2.0 / 2048));
    }

    [Fact]
    public async Task Attack2_The_larger_of_privacy_and_flooding_decides_for_each_output()
    {
        using var s = new ReleaseScheme(4);
        var drawn = new List<BigInteger>();
        FloodedRelease release = s.Release(await s.NewCounter(new FloodingBudget(8)), (_, variance) =>
        {
            drawn.Add(variance);
            return 0;
        });
        using Ciphertext packed = s.Pack(s.Values(1));
        byte[] message = s.Message(packed);
        BigInteger flooding = release.FloodingVariance;
        await release.ReleaseAsync(message, ReleaseScheme.Sha256(message), [0, flooding - 1, flooding + 1, 2 * flooding]);
        Assert.Equal([flooding, flooding, flooding + 1, 2 * flooding], drawn);
        await Assert.ThrowsAsync<ArgumentException>(async () => await release.ReleaseAsync(message, ReleaseScheme.Sha256(message), [flooding]));
        await Assert.ThrowsAsync<ArgumentException>(async () => await release.ReleaseAsync(message, ReleaseScheme.Sha256(message), [0, 0, 0, -1]));
    }

    [Fact]
    public async Task Attack2_A_repeated_request_cannot_average_the_noise_away_and_a_new_one_beyond_the_budget_is_refused()
    {
        using var s = new ReleaseScheme(4);
        FloodedRelease release = s.Release(await s.NewCounter(new FloodingBudget(2)));
        using Ciphertext packed = s.Pack(s.Values(1));
        byte[] first = s.Message(packed), second = s.Message(packed), third = s.Message(packed);
        IReadOnlyList<BigInteger> released = await release.ReleaseAsync(first, ReleaseScheme.Sha256(first));
        for (int i = 0; i < 10; i++) Assert.Equal(released, await release.ReleaseAsync(first, ReleaseScheme.Sha256(first)));
        Assert.NotEqual(released, await release.ReleaseAsync(second, ReleaseScheme.Sha256(second)));
        await Assert.ThrowsAsync<ReleaseBudgetExceededException>(async () => await release.ReleaseAsync(third, ReleaseScheme.Sha256(third)));
        Assert.Equal(released, await release.ReleaseAsync(first, ReleaseScheme.Sha256(first)));
    }
}
