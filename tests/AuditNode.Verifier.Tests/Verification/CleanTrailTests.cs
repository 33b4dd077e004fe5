using System.Text.Json;
using AuditNode.Chain;
using AuditNode.Engine.Protocols.VerticalKMeans;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.Replay;
using AuditNode.Verifier.Reports;
using AuditNode.Verifier.Tests.Trails;

namespace AuditNode.Verifier.Tests.Verification;

[Collection(TrailCollection.Name)]
public sealed class CleanTrailTests(TrailFixture fixture)
{
    [Fact]
    public async Task A_trail_as_it_was_written_has_no_findings()
    {
        VerificationReport report = await TrailVerification.RunAsync(fixture.Request());
        Assert.Empty(report.Findings);
        Assert.Equal(VerificationExit.Ok, report.Exit);
        JobReport job = Assert.Single(report.Jobs);
        Assert.Equal([fixture.HospitalRecords.Count, fixture.BankRecords.Count], job.Streams.Select(stream => (int)stream.Sound));
        Assert.All(job.Streams, stream => Assert.Null(stream.Pending));
        Assert.All(job.Streams, stream => Assert.True(stream.Relations >= 5, $"{stream.Relations} relations"));
    }

    [Fact]
    public async Task A_bundle_alone_is_enough_and_names_its_ledger()
    {
        VerificationReport report = await TrailVerification.RunAsync(fixture.Request(fixture.BundleFile) with { Ledger = null, Budget = null });
        Assert.Empty(report.Findings);
        Assert.Equal(VerificationExit.Ok, report.Exit);
        Assert.Equal(fixture.Contracts.Ledger.Address, report.Contracts!.Ledger);
    }

    [Fact]
    public async Task Every_deterministic_operation_replays_to_the_same_bytes()
    {
        VerificationReport report = await TrailVerification.RunAsync(fixture.Request(fixture.BundleFile) with { Replay = ReplayPlan.Full });
        Assert.Empty(report.Findings);
        int expected = fixture.HospitalRecords.Concat(fixture.BankRecords).Count(record => VerticalKMeansReplay.CanReplay(record.Kind));
        Assert.Equal((expected, expected, expected), (report.Replay!.Replayable, report.Replay.Chosen, report.Replay.Equal));
    }

    [Fact]
    public async Task A_sampled_replay_says_what_it_covers_and_draws_the_same_sample_again()
    {
        VerificationRequest request = fixture.Request() with { Replay = ReplayPlan.Sample(1) };
        VerificationReport first = await TrailVerification.RunAsync(request), second = await TrailVerification.RunAsync(request);
        Assert.Equal("sample", first.Replay!.Mode);
        Assert.Equal(1, first.Replay.Chosen);
        Assert.Equal(first.Replay.Records, second.Replay!.Records);
        Assert.NotNull(first.Replay.Beacon);
    }

    [Fact]
    public async Task One_archive_alone_is_incomplete_and_not_wrong()
    {
        VerificationReport report = await TrailVerification.RunAsync(fixture.Request(fixture.HospitalArchive));
        Assert.Equal(VerificationExit.Incomplete, report.Exit);
        Assert.Equal([FindingCode.StreamAbsent], report.Findings.Select(finding => finding.Code).Distinct());
    }

    [Fact]
    public async Task Some_records_of_another_institution_do_not_pass_for_its_stream()
    {
        string part = Path.Combine(fixture.Folder, "part");
        foreach (string file in Directory.EnumerateFiles(fixture.BankArchive, "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(fixture.BankArchive, file);
            // All artifacts, and of the records only number 3, as it might have come with a message.
            if (relative.Contains("records", StringComparison.Ordinal) && Path.GetFileName(file) != "000000000003.json") continue;
            string copy = Path.Combine(part, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        VerificationReport report = await TrailVerification.RunAsync(fixture.Request(fixture.HospitalArchive, part));
        Assert.Equal(VerificationExit.Incomplete, report.Exit);
        Finding absent = Assert.Single(report.Findings, finding => finding.Code == FindingCode.StreamAbsent);
        Assert.Contains($"1 of its {fixture.BankRecords.Count}", absent.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_is_the_same_at_every_degree_of_parallelism()
    {
        VerificationRequest request = fixture.Request();
        Assert.Equal(Json(await TrailVerification.RunAsync(request with { MaxDegreeOfParallelism = 1 })), Json(await TrailVerification.RunAsync(request with { MaxDegreeOfParallelism = 4 })));
    }

    [Fact]
    public async Task The_report_reads_as_JSON_and_as_text()
    {
        VerificationReport report = await TrailVerification.RunAsync(fixture.Request());
        using JsonDocument json = JsonDocument.Parse(Json(report));
        Assert.Equal("auditnode.report/1", json.RootElement.GetProperty("schema").GetString());
        Assert.Equal("ok", json.RootElement.GetProperty("outcome").GetString());
        using var text = new StringWriter();
        ReportText.Write(report, text);
        Assert.StartsWith("verify: everything was checked", text.ToString(), StringComparison.Ordinal);
        Assert.Contains(fixture.JobId.ToString(), text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_checks_without_any_archive()
    {
        VerificationReport report = await LedgerFsck.RunAsync(new LedgerRequest { Rpc = fixture.Rpc, Ledger = fixture.Contracts.Ledger.Address });
        Assert.Empty(report.Findings);
        Assert.Equal(VerificationExit.Ok, report.Exit);
        Assert.Contains(fixture.JobId, report.Jobs.Select(job => job.JobId));
        Assert.Equal("proven", report.Storage);
    }

    [Fact]
    public async Task A_record_is_shown_with_its_place_on_the_chain()
    {
        Address bank = fixture.Consortium.Bank.Address;
        TrailShow shown = await TrailShow.ReadAsync(fixture.Request() with { Jobs = [fixture.JobId] }, bank, 2);
        RecordView record = Assert.Single(shown.Records);
        Assert.True(record.IsSound);
        Assert.Equal(fixture.BankRecords[2].ToBytes(), record.Content!.Value.ToArray());
        Assert.NotNull(record.Block);
        Assert.Empty(shown.Findings);
    }

    [Fact]
    public async Task Verification_changes_no_file()
    {
        Dictionary<string, DateTime> Times() => Directory.EnumerateFiles(fixture.Folder, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.GetLastWriteTimeUtc);
        Dictionary<string, DateTime> before = Times();
        await TrailVerification.RunAsync(fixture.Request());
        Assert.Equal(before, Times());
    }

    private static string Json(VerificationReport report)
    {
        using var stream = new MemoryStream();
        ReportJson.Write(report, stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
