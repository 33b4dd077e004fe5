using AuditNode.Chain;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.Reports;
using AuditNode.Verifier.State;
using AuditNode.Verifier.Tests.Trails;

namespace AuditNode.Verifier.Tests.Verification;

/// <summary>A trail that is spoilt in one way for each code of findings.</summary>
[Collection(TrailCollection.Name)]
public sealed class FindingTests(TrailFixture fixture)
{
    // What takes more than a spoilt copy has a test of its own below.
    private static readonly string[] s_others =
        [FindingCode.BundleDamaged, FindingCode.BundleElsewhere, FindingCode.ChainIdentity, FindingCode.ChainUnreachable, FindingCode.ChainState];

    private static Dictionary<string, FindingCase> Cases => ChainCases.All.Concat(ArchiveCases.All).ToDictionary(one => one.Code);

    public static TheoryData<string> Codes => [.. Cases.Keys];

    [Fact]
    public void Every_code_has_a_test() => Assert.Equal(FindingCode.All.Order(StringComparer.Ordinal), Cases.Keys.Concat(s_others).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_spoilt_trail_leads_to_the_finding_at_the_right_place(string code)
    {
        using var copy = new TrailCopy(fixture);
        (Address Institution, long Sequence)? place = Cases[code].Spoil(copy);
        VerificationReport report = await copy.VerifyAsync();
        Assert.NotEqual(VerificationExit.Ok, report.Exit);
        Finding[] found = [.. report.Findings.Where(finding => finding.Code == code)];
        string all = string.Join("; ", report.Findings.Select(finding => finding.ToString()));
        Assert.True(found.Length > 0, all);
        if (place is { } expected) Assert.True(found.Any(finding => finding.Institution == expected.Institution && finding.Sequence == expected.Sequence), $"record {expected}: {all}");
    }

    [Fact]
    public async Task A_truncated_bundle_is_refused_as_a_whole()
    {
        string cut = Path.Combine(fixture.Folder, "cut.bundle");
        byte[] bytes = await File.ReadAllBytesAsync(fixture.BundleFile);
        await File.WriteAllBytesAsync(cut, bytes.AsMemory(0, bytes.Length - 100));
        VerificationReport report = await TrailVerification.RunAsync(fixture.Request(cut));
        File.Delete(cut);
        Assert.Equal(VerificationExit.ArchiveUnreadable, report.Exit);
        Assert.Equal([(FindingCode.BundleDamaged, (string?)cut)], report.Findings.Select(finding => (finding.Code, finding.File)));
    }

    [Fact]
    public async Task A_bundle_of_another_ledger_is_named()
    {
        string elsewhere = Path.Combine(fixture.Folder, "elsewhere.bundle");
        await TrailExport.WriteAsync([fixture.HospitalArchive, fixture.BankArchive], elsewhere, fixture.Rpc, fixture.Contracts.Jobs.Address, null, []);
        VerificationReport report = await TrailVerification.RunAsync(fixture.Request(elsewhere));
        File.Delete(elsewhere);
        Assert.Equal([FindingCode.BundleElsewhere], report.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public async Task A_chain_that_does_not_answer_is_unreachable()
    {
        VerificationReport report = await TrailVerification.RunAsync(fixture.Request() with { Rpc = new Uri("http://127.0.0.1:9"), Connection = new() { MaxAttempts = 1 } });
        Assert.Equal(VerificationExit.ChainUnreachable, report.Exit);
        Assert.Contains(report.Findings, finding => finding.Code == FindingCode.ChainUnreachable);
    }

    [Fact]
    public async Task An_address_without_a_ledger_is_no_chain_of_this_trail()
    {
        VerificationReport report = await TrailVerification.RunAsync(fixture.Request() with { Ledger = fixture.Consortium.Hospital.Address });
        Assert.Equal(VerificationExit.ChainUnreachable, report.Exit);
        Assert.Contains(report.Findings, finding => finding.Code == FindingCode.ChainIdentity);
    }

    [Fact]
    public async Task Storage_that_differs_from_the_events_is_found_by_its_proof()
    {
        using var copy = new TrailCopy(fixture);
        copy.Change(copy.BankAddress, 2, record => record with { Hash = Keccak256.HashData("another record"u8) });
        var findings = new FindingList();
        string how = await new StateCheck(fixture.Consortium.Agency.Client).RunAsync(copy.Chain, findings, default);
        Assert.Equal("proven", how);
        Finding finding = Assert.Single(findings.Sorted(_ => 0));
        Assert.Equal((FindingCode.ChainState, (Address?)copy.BankAddress, (long?)2), (finding.Code, finding.Institution, finding.Sequence));
    }

    [Fact]
    public async Task A_request_without_archives_is_refused_before_anything_is_read()
    {
        var refusal = await Assert.ThrowsAsync<VerificationArgumentException>(() => TrailVerification.RunAsync(fixture.Request() with { Archives = [] }));
        Assert.Equal("Archives", refusal.Argument);
    }
}
