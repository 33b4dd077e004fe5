using System.Diagnostics;
using System.Text.Json;
using AuditNode.Chain;
using AuditNode.ChainDev.Packages;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.Reports;
using AuditNode.Verifier.Tests.Trails;

namespace AuditNode.Verifier.Tests.Verification;

/// <summary>The second verifier, which shares no code and no library with this one, comes to the same verdicts.</summary>
[Collection(TrailCollection.Name)]
public sealed class JavaScriptTests(TrailFixture fixture)
{
    [Fact]
    public async Task It_accepts_the_archives_and_the_bundle()
    {
        foreach (string[] archives in (string[][])[[fixture.HospitalArchive, fixture.BankArchive], [fixture.BundleFile]])
        {
            using JsonDocument answer = await VerifyAsync(archives);
            Assert.True(answer.RootElement.GetProperty("valid").GetBoolean(), answer.RootElement.ToString());
            JsonElement job = Assert.Single(answer.RootElement.GetProperty("jobs").EnumerateArray());
            Assert.Equal(fixture.HospitalRecords.Count + fixture.BankRecords.Count, job.GetProperty("records").GetInt32());
        }
    }

    [Theory]
    [InlineData(FindingCode.RecordMissing)]
    [InlineData(FindingCode.RecordHash)]
    [InlineData(FindingCode.ArtifactMissing)]
    [InlineData(FindingCode.ArtifactDamaged)]
    [InlineData(FindingCode.ArchiveFile)]
    [InlineData(FindingCode.ArchiveUnreadable)]
    [InlineData(FindingCode.SpecificationHash)]
    public async Task It_refuses_what_this_one_refuses_and_names_the_same_record(string code)
    {
        using var copy = new TrailCopy(fixture);
        (Address Institution, long Sequence)? place = ArchiveCases.All.Single(one => one.Code == code).Spoil(copy);
        VerificationReport report = await copy.VerifyAsync();
        Assert.Contains(report.Findings, finding => finding.Code == code);
        using JsonDocument answer = await VerifyAsync([copy.Hospital, copy.Bank]);
        Assert.False(answer.RootElement.GetProperty("valid").GetBoolean());
        if (place is { } named)
        {
            string record = $"record {named.Sequence} of {named.Institution.ToString().ToLowerInvariant()}";
            Assert.Contains(answer.RootElement.GetProperty("faults").EnumerateArray(), fault => fault.GetString()!.StartsWith(record, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task It_refuses_a_bundle_with_a_changed_byte_in_every_tenth_of_it()
    {
        string spoilt = Path.Combine(fixture.Folder, "spoilt.bundle");
        byte[] bytes = await File.ReadAllBytesAsync(fixture.BundleFile);
        for (int i = 0; i < 10; i++)
        {
            byte[] changed = [.. bytes];
            changed[(long)bytes.Length * i / 10] ^= 1;
            await File.WriteAllBytesAsync(spoilt, changed);
            using JsonDocument answer = await VerifyAsync([spoilt]);
            Assert.False(answer.RootElement.GetProperty("valid").GetBoolean(), $"byte {(long)bytes.Length * i / 10}");
        }

        File.Delete(spoilt);
    }

    private async Task<JsonDocument> VerifyAsync(string[] archives)
    {
        await NodePackage.Verifier.InstallAsync();
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true };
        string[] arguments =
        [
            NodePackage.Verifier.File("cli.mjs"), "verify-archive", "--rpc", fixture.Rpc.ToString(), "--ledger", fixture.Contracts.Ledger.Address.ToString(),
            .. archives.SelectMany(archive => (string[])["--archive", archive]),
        ];
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(output.Length > 0, $"exit code {process.ExitCode}");
        return JsonDocument.Parse(output);
    }
}
