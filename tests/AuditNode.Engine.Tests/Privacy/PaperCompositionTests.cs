using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Tests.Privacy;

public class PaperCompositionTests
{
    [Fact]
    public void Few_rounds_are_divided_simply()
    {
        PaperComposition composition = PaperComposition.Create(1, 2e-4, 5);
        Assert.False(composition.IsAdvanced);
        Assert.Equal(0.2, composition.RoundEpsilon, 1e-12);
        Assert.Equal(4e-5, composition.RoundDelta, 1e-15);
        Assert.Equal(Math.Sqrt(2 * double.Log(1.25 / 4e-5)) / 0.2, composition.CountDeviation, 1e-9);
        Assert.Equal(composition.CountDeviation, composition.SumDeviation);
    }

    [Fact]
    public void Many_rounds_are_divided_by_the_advanced_theorem_to_its_limit()
    {
        const int Rounds = 200;
        PaperComposition composition = PaperComposition.Create(1, 1e-5, Rounds);
        Assert.True(composition.IsAdvanced);
        double e = composition.RoundEpsilon;
        Assert.Equal(1, Math.Sqrt(2 * Rounds * double.Log(2 / 1e-5)) * e + Rounds * e * (double.Exp(e) - 1), 1e-9);
        Assert.Equal(1e-5 / (2 * Rounds), composition.RoundDelta, 1e-18);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(5)]
    public void Needs_more_noise_than_zCDP_at_the_same_epsilon_and_delta(double epsilon)
    {
        const int Rounds = 7;
        double deviation = Math.Sqrt(1 / (2 * ZeroConcentrated.FromEpsilon(epsilon, 2e-4).Share(Rounds).ToDouble()));
        Assert.True(PaperComposition.Create(epsilon, 2e-4, Rounds).CountDeviation > 1.5 * deviation);
    }

    [Fact]
    public void Refuses_values_out_of_range()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PaperComposition.Create(0, 1e-5, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => PaperComposition.Create(1, 0, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => PaperComposition.Create(1, 1e-5, 0));
    }
}
