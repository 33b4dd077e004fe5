using AuditNode.Ckks.Rlwe;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Tests.Privacy;

public class PreferenceEnvelopeTests
{
    [Theory]
    [InlineData(3, 0.25)]
    [InlineData(15, 0.1)]
    [InlineData(63, 0.03)]
    public void Encloses_the_polynomial_on_random_intervals_and_closely(int degree, double gap)
    {
        AssignmentPolynomial polynomial = AssignmentPolynomial.Create(degree, gap);
        var envelope = new PreferenceEnvelope(polynomial);
        Assert.InRange(envelope.Slack, 0, 1e-4);
        using RandomStream random = FixedStream.Open($"envelope {degree}");
        for (int round = 0; round < 300; round++)
        {
            double middle = 2 * FixedStream.NextUnit(random) - 1, width = double.Exp2(-12 * FixedStream.NextUnit(random));
            double from = Math.Max(-1, middle - width), to = Math.Min(1, middle + width);
            (double least, double greatest) = envelope.Range(from, to);
            double low = 1, high = 0;
            for (int i = 0; i <= 400; i++)
            {
                double p = polynomial.Preference(Math.Clamp(from + (to - from) * i / 400, -1, 1));
                (low, high) = (Math.Min(low, p), Math.Max(high, p));
            }

            Assert.True(least <= low && high <= greatest, TestSeed.Describe(round));
            Assert.InRange(low - least, 0, 0.01);
            Assert.InRange(greatest - high, 0, 0.01);
        }
    }
}
