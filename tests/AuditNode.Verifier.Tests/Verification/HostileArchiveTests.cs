using AuditNode.Verifier.Archives;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.Reports;
using AuditNode.Verifier.Tests.Trails;

namespace AuditNode.Verifier.Tests.Verification;

/// <summary>Archives that are made to hurt whoever reads them.</summary>
[Collection(TrailCollection.Name)]
public sealed class HostileArchiveTests(TrailFixture fixture)
{
    [Fact]
    public async Task A_link_among_the_artifacts_is_not_followed()
    {
        using var copy = new TrailCopy(fixture);
        string artifact = Directory.EnumerateFiles(Path.Combine(copy.Bank, "artifacts"), "*", SearchOption.AllDirectories).First();
        File.Delete(artifact);
        File.CreateSymbolicLink(artifact, "/dev/zero");
        await RequireAsync(copy, FindingCode.ArchiveUnreadable, artifact);
    }

    [Fact]
    public async Task Folders_deeper_than_any_archive_are_refused()
    {
        using var copy = new TrailCopy(fixture);
        Directory.CreateDirectory(Path.Combine([copy.Bank, .. Enumerable.Repeat("deep", 20)]));
        await RequireAsync(copy, FindingCode.ArchiveUnreadable, "deep");
    }

    [Fact]
    public async Task More_files_or_bytes_than_allowed_are_refused_before_they_are_read()
    {
        using var copy = new TrailCopy(fixture);
        copy.Request = copy.Request with { Limits = new ArchiveLimits { MaximumEntries = 10 } };
        Assert.Equal(VerificationExit.ArchiveUnreadable, (await copy.VerifyAsync()).Exit);
        copy.Request = copy.Request with { Limits = new ArchiveLimits { MaximumBytes = 1000 } };
        Assert.Equal(VerificationExit.ArchiveUnreadable, (await copy.VerifyAsync()).Exit);
    }

    [Fact]
    public async Task A_record_of_a_gigabyte_is_not_read()
    {
        using var copy = new TrailCopy(fixture);
        using (FileStream file = File.OpenWrite(copy.RecordFile(copy.BankAddress, 2))) file.SetLength(1L << 30);
        await RequireAsync(copy, FindingCode.RecordHash, "000000000002.json");
    }

    [Fact]
    public async Task Records_nested_without_end_are_no_records()
    {
        using var copy = new TrailCopy(fixture);
        copy.Forge(copy.BankAddress, 2, [.. Enumerable.Repeat((byte)'[', 8000)]);
        await RequireAsync(copy, FindingCode.RecordFormat, "000000000002.json");
    }

    [Fact]
    public async Task What_others_wrote_does_not_reach_the_terminal_as_control_characters()
    {
        using var copy = new TrailCopy(fixture);
        File.WriteAllText(Path.Combine(copy.Bank, "\u001b[31mred\nline"), "x");
        using var text = new StringWriter();
        ReportText.Write(await copy.VerifyAsync(), text);
        Assert.DoesNotContain('\u001b', text.ToString());
        Assert.Contains("?[31mred?line", text.ToString(), StringComparison.Ordinal);
    }

    private static async Task RequireAsync(TrailCopy copy, string code, string file)
    {
        VerificationReport report = await copy.VerifyAsync();
        Assert.Contains(report.Findings, finding => finding.Code == code && finding.File?.Contains(file, StringComparison.Ordinal) == true);
    }
}
