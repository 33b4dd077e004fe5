using AuditNode.Chain;
using AuditNode.Verifier.Replay;

namespace AuditNode.Verifier.Tests.Units;

public sealed class ReplayPlanTests
{
    private static readonly Bytes32 s_block = Keccak256.HashData("block"u8), s_job = Keccak256.HashData("job"u8);
    private static readonly Bytes32[] s_records = [.. Enumerable.Range(0, 100).Select(i => Keccak256.HashData([(byte)i]))];

    [Fact]
    public void A_full_replay_takes_everything_and_needs_no_beacon()
    {
        Assert.Null(ReplayPlan.Full.Beacon(s_block, s_job));
        Assert.Equal(100, ReplayPlan.Full.Draw(null, s_records).Count);
    }

    [Theory]
    [InlineData(0.1, 10)]
    [InlineData(0.101, 11)]
    [InlineData(0.000001, 1)]
    [InlineData(1, 100)]
    public void A_fraction_is_rounded_up_to_whole_operations(double fraction, int expected)
    {
        ReplayPlan plan = ReplayPlan.Fraction(fraction);
        Assert.Equal(expected, plan.Draw(plan.Beacon(s_block, s_job), s_records).Count);
    }

    [Fact]
    public void Another_block_draws_another_sample_and_the_same_block_the_same()
    {
        ReplayPlan plan = ReplayPlan.Sample(10);
        Bytes32? beacon = plan.Beacon(s_block, s_job);
        Assert.Equal(plan.Draw(beacon, s_records).Order(), plan.Draw(beacon, [.. s_records.Reverse()]).Order());
        Assert.NotEqual(plan.Draw(beacon, s_records).Order(), plan.Draw(plan.Beacon(s_job, s_job), s_records).Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.5)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void A_fraction_out_of_range_is_refused(double fraction) => Assert.Throws<VerificationArgumentException>(() => ReplayPlan.Fraction(fraction));

    [Fact]
    public void A_sample_of_nothing_is_refused() => Assert.Throws<VerificationArgumentException>(() => ReplayPlan.Sample(0));
}
