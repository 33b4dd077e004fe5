using AuditNode.Chain;
using AuditNode.Scenarios;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.Reports;
using AuditNode.Verifier.Tests.Trails;

namespace AuditNode.Verifier.Tests.Ledger;

[Collection(TrailCollection.Name)]
public sealed class KeyRotationTests(TrailFixture fixture)
{
    [Fact]
    public async Task Proofs_of_every_kind_hold_for_the_keys_of_their_time()
    {
        Consortium consortium = fixture.Consortium;
        Bytes32 jobId = await consortium.ConsentedJobAsync();
        var stream = new RecordStream(consortium.Bank, jobId);
        await Institution.FinalAsync(stream.SendAsync());
        await Institution.FinalAsync(stream.SendBatchAsync(70));
        ulong version = (await consortium.Contracts.Registry.InstitutionAsync(consortium.Bank.Address)).KeyVersion;
        await consortium.Bank.RotateKeyAsync(version + 1);
        using (var committed = new CommittedValue(consortium.Bank.ProofKey, 42)) await Institution.FinalAsync(stream.SendRelationAsync(committed.Relation, committed.Witness));
        await Institution.FinalAsync(stream.SendAsync());
        VerificationReport report = await LedgerFsck.RunAsync(new LedgerRequest { Rpc = fixture.Rpc, Ledger = fixture.Contracts.Ledger.Address, Jobs = [jobId] });
        Assert.Empty(report.Findings);
        StreamReport bank = report.Jobs.Single().Streams.Single(one => one.Institution == consortium.Bank.Address);
        Assert.Equal((72L, 3, 1), (bank.Anchored!.Value.Last, bank.Attributions, bank.Relations));
    }

    [Fact]
    public async Task A_job_that_nobody_proposed_is_unknown()
    {
        VerificationReport report = await LedgerFsck.RunAsync(new LedgerRequest { Rpc = fixture.Rpc, Ledger = fixture.Contracts.Ledger.Address, Jobs = [Keccak256.HashData("no job"u8)] });
        Assert.Equal(VerificationExit.Findings, report.Exit);
        Assert.Equal([FindingCode.JobUnknown], report.Findings.Select(finding => finding.Code));
    }
}
