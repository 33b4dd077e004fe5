using System.Numerics;
using AuditNode.Chain;
using AuditNode.Contracts;
using AuditNode.Node.Jobs;
using AuditNode.Records.Jobs;
using AuditNode.Verifier.Jobs;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Node.Tests.Jobs;

public class JobRefusalTests
{
    [Fact]
    public async Task What_is_not_in_order_is_refused_before_anything_is_sent_for_it()
    {
        await using JobConsortium consortium = await JobConsortium.StartAsync("clinic", "insurer");
        TestNode clinic = consortium[0], insurer = consortium[1];
        JobSpecification specification = SampleJob.TwoParties(consortium);
        SampleJob.WriteData(consortium, specification);
        ProposedJob proposed = await clinic.Proposer.ProposeAsync(specification, TimeProvider.System.GetUtcNow().AddDays(1));

        // Nobody gave the insurer the specification; then somebody gives it another one.
        await RefusedAsync(JobRefusal.SpecificationMissing, () => insurer.Consent.ConsentAsync(proposed.JobId));
        byte[] other = (specification with { Rounds = 3 }).ToBytes();
        await RefusedAsync(JobRefusal.SpecificationMismatch, () =>
            insurer.Services.Specifications.FetchAsync(proposed.JobId, proposed.SpecHash, clinic.Address, (_, _, _, _) => new(other)).AsTask());
        await insurer.FetchAsync(proposed, clinic);

        // Data: a missing column, and one record less.
        insurer.WriteData(("salary", SampleJob.Values(1)));
        JobRefusedException missing = await RefusedAsync(JobRefusal.Dataset, () => insurer.Consent.ConsentAsync(proposed.JobId));
        Assert.Equal("columns.income", missing.Field);
        insurer.WriteData(("income", SampleJob.Values(1)[1..]));
        await RefusedAsync(JobRefusal.Dataset, () => insurer.Consent.ConsentAsync(proposed.JobId));
        await RefusedAsync(JobRefusal.Dataset, () => insurer.Consent.ConsentAsync(proposed.JobId, "unknown"));

        // Budget: less than the job asks for.
        SampleJob.WriteData(consortium, specification);
        insurer.Cap = specification.RhoUnits - 1;
        await insurer.RestartAsync();
        await RefusedAsync(JobRefusal.Budget, () => insurer.Consent.ConsentAsync(proposed.JobId));
        Assert.False(await insurer.Chain.Jobs.HasConsentedAsync(proposed.JobId, insurer.Address));

        // Consent is missing, so the job does not run, and no record is made.
        await clinic.Consent.ConsentAsync(proposed.JobId);
        await RefusedAsync(JobRefusal.WrongState, () => clinic.RunAsync(proposed.JobId));
        Assert.Equal(0, consortium.Network.Messages);
        (ulong records, _) = await new AuditLedger(clinic.Chain.Client, consortium.Contracts.AuditLedger).HeadAsync(proposed.JobId, clinic.Address);
        Assert.Equal(0UL, records);
        await RefusedAsync(JobRefusal.UnknownJob, () => clinic.Consent.ConsentAsync(AbortReason.FromText("no job")));
        Assert.Equal(JobState.Proposed, (await clinic.Catalogue.ListAsync()).Single().State);
    }

    [Fact]
    public async Task A_specification_that_says_something_else_than_the_chain_is_refused()
    {
        await using JobConsortium consortium = await JobConsortium.StartAsync("clinic", "insurer");
        TestNode clinic = consortium[0];
        JobSpecification specification = SampleJob.TwoParties(consortium);
        SampleJob.WriteData(consortium, specification);
        // The right hash, and more rounds than the chain says.
        JobRegistry.JobSpec terms = JobTerms.Of(specification, ulong.MaxValue) with { Rounds = 1 };
        Receipt receipt = await JobConsortium.FinalAsync(clinic.Chain.Jobs.SendProposeAsync(clinic.Sender, terms));
        Bytes32 jobId = clinic.Chain.Jobs.FindJobProposed(receipt).Single().JobId;
        await clinic.Services.Specifications.PutAsync(specification.ToBytes());

        JobRefusedException refusal = await RefusedAsync(JobRefusal.SpecificationMismatch, () => clinic.Consent.ConsentAsync(jobId));

        Assert.Equal("rounds", refusal.Field);
    }

    [Fact]
    public async Task Data_that_changed_after_consent_aborts_the_job_for_everybody_with_a_record_that_says_why()
    {
        await using JobConsortium consortium = await JobConsortium.StartAsync("clinic", "insurer");
        JobSpecification specification = SampleJob.TwoParties(consortium);
        ProposedJob proposed = await SampleJob.ConsentedAsync(consortium, specification);
        consortium[1].WriteData(("income", SampleJob.Values(1)[1..]));

        JobEnd[] ends = await Task.WhenAll(consortium.Nodes.Select(node => node.RunAsync(proposed.JobId)));

        Assert.All(ends, end => Assert.Equal(new JobEnd(JobState.Aborted, "auditnode: Dataset"), end with { Detail = null }));
        Assert.Contains("239 records", ends[1].Detail, StringComparison.Ordinal);
        Assert.Equal(["job.aborted"], await KindsAsync(consortium[1], proposed.JobId));
        Assert.DoesNotContain("sums.evaluated", await KindsAsync(consortium[0], proposed.JobId));
    }

    [Fact]
    public async Task Institutions_whose_records_are_not_in_the_same_order_abort_the_job_before_anything_is_encrypted()
    {
        await using JobConsortium consortium = await JobConsortium.StartAsync("clinic", "insurer");
        TestNode clinic = consortium[0], insurer = consortium[1];
        foreach (TestNode node in consortium.Nodes)
            node.Services = node.Services with { Datasets = new DatasetCatalogue(new DatasetSource(TestNode.DatasetName, node.DataFile, node.Cap) { Identifier = "person" }) };
        JobSpecification specification = SampleJob.TwoParties(consortium);
        double[] people = [.. Enumerable.Range(0, SampleJob.Records)];
        clinic.WriteData(("age", SampleJob.Values(0)), ("person", people));
        insurer.WriteData(("income", SampleJob.Values(1)), ("person", [people[1], people[0], .. people[2..]]));
        ProposedJob proposed = await SampleJob.ProposeAsync(consortium, specification);
        foreach (TestNode node in consortium.Nodes) await node.Consent.ConsentAsync(proposed.JobId);

        JobEnd[] ends = await Task.WhenAll(consortium.Nodes.Select(node => node.RunAsync(proposed.JobId)));

        Assert.All(ends, end => Assert.Equal(new JobEnd(JobState.Aborted, "auditnode: RecordsDiffer"), end with { Detail = null }));
        string detail = Assert.IsType<string>(ends.Select(end => end.Detail).First(detail => detail is not null));
        Assert.All(consortium.Nodes, node => Assert.Contains($"{node.Name} ({node.Address})", detail, StringComparison.Ordinal));
        Assert.Contains("Remedy: sort both files by identifier", detail, StringComparison.Ordinal);
        foreach (TestNode node in consortium.Nodes)
        {
            IReadOnlyList<string> kinds = await KindsAsync(node, proposed.JobId);
            Assert.Contains("job.aborted", kinds);
            Assert.DoesNotContain("keys.generated", kinds);
            Assert.DoesNotContain(kinds, kind => kind.StartsWith("ciphertexts.", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_budget_that_was_spent_after_consent_aborts_the_job_before_anything_is_evaluated_or_sent()
    {
        await using JobConsortium consortium = await JobConsortium.StartAsync("clinic", "insurer");
        TestNode insurer = consortium[1];
        JobSpecification specification = SampleJob.TwoParties(consortium);
        ProposedJob proposed = await SampleJob.ConsentedAsync(consortium, specification);
        Bytes32 account = await insurer.Services.Accounts.IdentifierOfAsync(TestNode.DatasetName);
        await JobConsortium.FinalAsync(insurer.Chain.Budgets.SendLowerCapAsync(insurer.Sender, account, (BigInteger)specification.RhoUnits - 1));

        JobEnd end = await insurer.RunAsync(proposed.JobId);

        Assert.Equal(new JobEnd(JobState.Aborted, "auditnode: Budget"), end with { Detail = null });
        Assert.Equal(0, consortium.Network.Messages);
        Assert.Equal(["job.aborted"], await KindsAsync(insurer, proposed.JobId));
    }

    [Fact]
    public async Task A_party_that_is_removed_in_the_middle_ends_the_job()
    {
        await using JobConsortium consortium = await JobConsortium.StartAsync("clinic", "insurer", "agency");
        JobSpecification specification = SampleJob.TwoParties(consortium);
        ProposedJob proposed = await SampleJob.ConsentedAsync(consortium, specification);

        // The insurer never comes.
        Task<JobEnd> run = consortium[0].RunAsync(proposed.JobId);
        await consortium.RemoveAsync(consortium[1].Address);

        Assert.Equal(new JobEnd(JobState.Aborted, "auditnode: PartyRemoved"), (await run) with { Detail = null });
    }

    [Fact]
    public async Task A_job_that_another_institution_aborts_ends_here_too_and_is_not_taken_up_again()
    {
        await using JobConsortium consortium = await JobConsortium.StartAsync("clinic", "insurer");
        TestNode clinic = consortium[0], insurer = consortium[1];
        JobSpecification specification = SampleJob.TwoParties(consortium);
        ProposedJob proposed = await SampleJob.ConsentedAsync(consortium, specification);
        Task<JobEnd> run = clinic.RunAsync(proposed.JobId);
        await JobConsortium.FinalAsync(insurer.Chain.Jobs.SendAbortAsync(insurer.Sender, proposed.JobId, AbortReason.FromText("second thoughts")));

        Assert.Equal(new JobEnd(JobState.Aborted, "second thoughts"), await run);
        Assert.Equal(new JobEnd(JobState.Aborted, "second thoughts"), await clinic.RunAsync(proposed.JobId));
    }

    private static async Task<JobRefusedException> RefusedAsync(JobRefusal expected, Func<Task> action)
    {
        JobRefusedException refusal = await Assert.ThrowsAsync<JobRefusedException>(action);
        Assert.Equal(expected, refusal.Refusal);
        return refusal;
    }

    private static async Task<IReadOnlyList<string>> KindsAsync(TestNode node, Bytes32 jobId)
    {
        var kinds = new List<string>();
        while (await node.Services.Archive.Reader.ReadRecordAsync(jobId, node.Address, kinds.Count) is { } bytes)
            kinds.Add(Records.Operations.OperationRecord.Parse(bytes).Kind);
        return kinds;
    }
}
