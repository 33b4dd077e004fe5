using AuditNode.Ckks.Ring;
using AuditNode.Engine.Clustering;
using AuditNode.Engine.Privacy;
using AuditNode.Engine.Protocols.VerticalKMeans;

namespace AuditNode.Engine.Tests.Protocols.VerticalKMeans;

public class VerticalKMeansJobTests
{
    private static readonly VerticalKMeansJob Job = SmallRun.Job(300, 3, 4, parties: 3);

    public static TheoryData<string, VerticalKMeansJob> Wrong => new()
    {
        { nameof(Job.Id), Job with { Id = "Upper" } },
        { nameof(Job.Id), Job with { Id = "" } },
        { nameof(Job.Records), Job with { Records = 1 } },
        { nameof(Job.Start), Job with { Records = 2 } },
        { nameof(Job.Start), Job with { Start = SpacedStart.Create(3, 5, SmallRun.Seed(2)) } },
        { nameof(Job.MaximumRounds), Job with { MaximumRounds = 0 } },
        { nameof(Job.MovementThreshold), Job with { MovementThreshold = double.NaN } },
        { nameof(Job.SignDegree), Job with { SignDegree = 8 } },
        { nameof(Job.SignGap), Job with { SignGap = 0.6 } },
        { nameof(Job.FloodingBits), Job with { FloodingBits = 19 } },
        { nameof(Job.NoiseCandidates), Job with { NoiseCandidates = 0 } },
        { nameof(Job.NoiseCandidates), Job with { NoiseCandidates = 65 } },
        { nameof(Job.SmallClusterThreshold), Job with { SmallClusterThreshold = -1 } },
        { nameof(Job.NoiseMode), Job with { NoiseMode = (NoiseMode)9 } },
        { nameof(Job.Rho), Job with { Rho = new Rho(2) } },
        { nameof(Job.Rho), Job with { NoiseMode = NoiseMode.None } },
        { nameof(Job.Delta), Job with { Delta = 0 } },
        { nameof(Job.AssignmentReceivers), Job with { AssignmentReceivers = ["clinic"] } },
        { nameof(Job.AssignmentReceivers), Job with { AssignmentReceivers = ["insurer", "nobody"] } },
        { nameof(Job.Parties), Job with { Parties = [.. Job.Parties.Skip(1)] } },
        { nameof(Job.Parties), Job with { Parties = [.. Job.Parties, Job.Parties[0]] } },
        { nameof(Job.Parties), Job with { Parties = [Job.Parties[0] with { Columns = [new JobColumn("x0", 1, 1)] }, .. Job.Parties.Skip(1)] } },
        { nameof(Job.Parties), Job with { Parties = [Job.Parties[0] with { Name = "two words" }, .. Job.Parties.Skip(1)] } },
        { nameof(Job.Parties), Job with { Parties = [.. Job.Parties.Take(2), Job.Parties[2] with { Columns = [] }] } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_field_out_of_range_is_refused_by_its_name(string field, VerticalKMeansJob job) =>
        Assert.Equal(field, Assert.Throws<InvalidJobException>(job.Validate).Field);

    [Fact]
    public void Bytes_read_back_give_the_same_bytes()
    {
        byte[] bytes = (Job with { AssignmentReceivers = ["insurer"], MovementThreshold = 0.01 }).ToBytes();
        Assert.Equal(bytes, VerticalKMeansJob.FromBytes(bytes).ToBytes());
    }

    [Fact]
    public void Any_field_that_differs_gives_another_digest()
    {
        VerticalKMeansJob[] jobs =
        [
            Job, Job with { Id = "other" }, Job with { Records = 301 }, Job with { MaximumRounds = 4 }, Job with { MovementThreshold = 0.5 },
            Job with { NoiseMode = NoiseMode.Paper }, Job with { Rho = new Rho(Job.Rho.Units + 1) }, Job with { Delta = 1e-7 }, Job with { SignDegree = 9 },
            Job with { SignGap = 0.25 }, Job with { SmallClusterThreshold = 2 }, Job with { AssignmentReceivers = ["insurer"] }, Job with { FloodingBits = 31 }, Job with { NoiseCandidates = 2 },
            Job with { Start = SpacedStart.Create(3, 4, SmallRun.Seed(3)) },
        ];
        Assert.Equal(jobs.Length, jobs.Select(j => Convert.ToHexString(j.Digest())).Distinct().Count());
    }

    [Fact]
    public void Bytes_that_are_cut_or_extended_anywhere_are_refused()
    {
        byte[] bytes = Job.ToBytes();
        for (int length = 0; length < bytes.Length; length++)
            Assert.ThrowsAny<Exception>(() => VerticalKMeansJob.FromBytes(bytes.AsSpan(0, length)));
        Assert.Throws<SerializationException>(() => VerticalKMeansJob.FromBytes([.. bytes, 0]));
    }

    [Fact]
    public void Epsilon_gives_a_budget_that_is_stated_as_no_more_than_epsilon()
    {
        VerticalKMeansJob job = Job.WithEpsilon(1, 1e-5);
        Assert.InRange(job.Epsilon, 0.999, 1);
        Assert.Equal(new Rho(job.Rho.Units / 3), job.RoundRho);
    }
}
