using AuditNode.Chain;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Records.Jobs;
using AuditNode.Verifier.Jobs;
using AuditNode.Verifier.Tests.Trails;

namespace AuditNode.Verifier.Tests.Units;

[Collection(TrailCollection.Name)]
public sealed class VerticalKMeansJobsTests(TrailFixture fixture)
{
    private JobSpecification Specification => TestJob.Specification(fixture.Consortium);

    [Fact]
    public void The_engines_job_says_what_the_specification_says()
    {
        JobSpecification specification = Specification;
        VerticalKMeansJob job = VerticalKMeansJobs.ToJob(specification, fixture.JobId);
        Assert.Equal(fixture.JobId.ToString(), $"0x{job.Id}");
        Assert.Equal(["hospital", "bank"], job.Parties.Select(party => party.Name));
        Assert.Equal([PartyRole.ComputingParty, PartyRole.KeyHolder], job.Parties.Select(party => party.Role));
        Assert.Equal(specification.Start.Centroids.SelectMany(row => row), job.Start.FixedPoint.ToArray());
        Assert.Equal(
            (specification.Records, specification.Rounds, specification.RhoUnits, specification.Delta, specification.SignDegree, specification.SignGap, specification.FloodingBits, specification.NoiseCandidates),
            (job.Records, job.MaximumRounds, job.Rho.Units, job.Delta, job.SignDegree, job.SignGap, job.FloodingBits, job.NoiseCandidates));
    }

    [Fact]
    public void A_specification_makes_one_job_and_another_number_another_one()
    {
        byte[] first = VerticalKMeansJobs.ToJob(Specification, fixture.JobId).Digest();
        Assert.Equal(first, VerticalKMeansJobs.ToJob(JobSpecification.Parse(Specification.ToBytes()), fixture.JobId).Digest());
        Assert.NotEqual(first, VerticalKMeansJobs.ToJob(Specification, Bytes32.Zero).Digest());
    }

    [Fact]
    public void What_the_engine_does_not_run_is_refused_with_its_field()
    {
        Assert.Equal("Protocol", Assert.Throws<InvalidJobException>(() => VerticalKMeansJobs.ToJob(Specification with { Protocol = "other" }, fixture.JobId)).Field);
        Assert.Equal("Start", Assert.Throws<InvalidJobException>(() => VerticalKMeansJobs.ToJob(Specification with { Clusters = 3 }, fixture.JobId)).Field);
        Assert.Equal("SignDegree", Assert.Throws<InvalidJobException>(() => VerticalKMeansJobs.ToJob(Specification with { SignDegree = 4 }, fixture.JobId)).Field);
    }
}
