using System.Numerics;
using System.Reflection;
using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Tests.Privacy;

/// <summary>Noise that a party drew, or can predict, does not protect against that party.</summary>
public class Attack14_KnownNoiseTests
{
    private static readonly Rho Round = new(5_000_000_000);

    [Fact]
    public void Attack14_A_party_that_takes_its_own_share_away_still_faces_a_full_one()
    {
        NoisePlan plan = Plan();
        using RandomStream ours = FixedStream.Open("attack 14 ours"), theirs = FixedStream.Open("attack 14 theirs");
        double square = 0, mixed = 0;
        const int Rounds = 400;
        for (int i = 0; i < Rounds; i++)
        {
            BigInteger[] own = plan.Draw(ours), other = plan.Draw(theirs);
            for (int o = 0; o < own.Length; o++)
            {
                BigInteger released = 12345 + own[o] + other[o], left = released - 12345 - own[o];
                double deviation = plan.Deviation(o);
                square += (double)left * (double)left / (deviation * deviation);
                mixed += (double)left * (double)own[o] / (deviation * deviation);
            }
        }

        int count = Rounds * plan.OutputCount;
        Assert.InRange(square / count, 1 - 5 * Math.Sqrt(2.0 / count), 1 + 5 * Math.Sqrt(2.0 / count));
        Assert.InRange(mixed / count, -5 / Math.Sqrt(count), 5 / Math.Sqrt(count));
    }

    [Fact]
    public void Attack14_Each_share_alone_meets_the_budget()
    {
        NoisePlan plan = Plan();
        double worst = Enumerable.Range(0, plan.OutputCount).Max(o => Weight(plan, o) / plan.Deviation(o));
        Assert.True(double.Pow(plan.SensitivityUnits * worst, 2) / 2 <= Round.ToDouble() * (1 + 1e-9));
    }

    [Fact]
    public void Attack14_Whoever_knows_a_stream_knows_its_noise_and_nobody_else_does()
    {
        NoisePlan plan = Plan();
        using RandomStream stream = FixedStream.Open("attack 14 seed"), copy = FixedStream.Open("attack 14 seed");
        using RandomStream next = FixedStream.Open("attack 14 seed", 1);
        BigInteger[] share = plan.Draw(stream);
        Assert.Equal(share, plan.Draw(copy));
        Assert.NotEqual(share, plan.Draw(next));
        using RandomStream entropy = RandomStream.FromEntropy("noise"), another = RandomStream.FromEntropy("noise");
        Assert.NotEqual(plan.Draw(entropy), plan.Draw(another));
    }

    [Fact]
    public void Attack14_Everything_that_draws_takes_a_stream_and_holds_none()
    {
        Type[] types = [.. typeof(NoisePlan).Assembly.GetTypes().Where(t => t.Namespace == typeof(NoisePlan).Namespace)];
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        MethodInfo[] draws =
            [.. types.SelectMany(t => t.GetMethods(All)).Where(m => m.Name.StartsWith("Sample", StringComparison.Ordinal) || m.Name == "Draw")];
        Assert.True(draws.Length >= 6);
        Assert.All(draws, draw => Assert.Contains(draw.GetParameters(), p => p.ParameterType == typeof(RandomStream)));
        // Samplers and plans keep no randomness of their own: the caller decides whose stream it is.
        Type[] holders = [typeof(NoisePlan), typeof(ExactBernoulli), typeof(ExactDiscreteLaplace), typeof(ExactDiscreteGaussian)];
        Assert.DoesNotContain(holders.SelectMany(t => t.GetFields(All)), f => f.FieldType.Name.Contains("Random", StringComparison.Ordinal));
    }

    private static double Weight(NoisePlan plan, int output) => output % (plan.FeatureCount + 1) == 0 ? 0.5 : 1;

    private static NoisePlan Plan()
    {
        Centroids centroids = Centroids.FromRows([[-0.6, 0.1], [0.5, 0.7], [0.2, -0.5]]);
        return NoisePlan.Create(Round, RoundSensitivity.Bound(centroids, AssignmentPolynomial.Create(15, 0.1), 0.5), 2, Math.ScaleB(1, -20), 100);
    }
}
