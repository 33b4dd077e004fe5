using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AuditNode.Chain;
using AuditNode.Ckks.Rlwe;
using AuditNode.Records.Archives;
using AuditNode.Verifier.Findings;
using AuditNode.Verifier.Reports;
using AuditNode.Verifier.Tests.Trails;
using Xunit.Abstractions;

namespace AuditNode.Verifier.Tests.Verification;

/// <summary>Attack 28: flipping any byte of anything that is stored is found, and the right record or file is named.</summary>
[Collection(TrailCollection.Name)]
public sealed class TamperTests(TrailFixture fixture, ITestOutputHelper output)
{
    private const int Flips = 1000;

    // Several files are spoilt at a time, each by one byte, and every one has to be found: verifying once for each would take hours.
    private const int FlipsAtATime = 25;

    [Fact]
    public async Task Any_of_1000_random_flipped_bytes_of_the_archives_is_found_in_its_file()
    {
        using var copy = new TrailCopy(fixture);
        using RandomStream random = Random();
        string[] files = [.. Directory.EnumerateFiles(copy.Folder, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length > 0).Order(StringComparer.Ordinal)];
        for (int done = 0; done < Flips;)
        {
            string[] chosen = [.. Enumerable.Range(0, FlipsAtATime).Select(_ => files[Below(random, files.Length)]).Distinct()];
            foreach (string file in chosen) Flip(random, file, 0, new FileInfo(file).Length);
            VerificationReport report = await copy.VerifyAsync();
            foreach (string file in chosen) RequireFound(copy, report, file);
            foreach (string file in chosen) File.Copy(Path.Combine(fixture.Folder, Path.GetRelativePath(copy.Folder, file)), file, overwrite: true);
            done += chosen.Length;
        }

        Assert.Empty((await copy.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task Any_of_1000_random_flipped_bytes_of_the_bundle_is_found_in_its_file()
    {
        string bundle = Path.Combine(Directory.CreateTempSubdirectory("auditnode-bundle-").FullName, "spoilt.bundle");
        File.Copy(fixture.BundleFile, bundle);
        using var copy = new TrailCopy(fixture);
        copy.Request = copy.Request with { Archives = [bundle] };
        using RandomStream random = Random();
        (string Path, long Offset, long Length)[] entries = [.. Entries(bundle)];
        long index = entries.Min(entry => entry.Offset);
        for (int done = 0; done < Flips;)
        {
            (string Path, long Offset, long Length)[] chosen = [.. Enumerable.Range(0, FlipsAtATime).Select(_ => entries[Below(random, entries.Length)]).Distinct()];
            foreach (var entry in chosen) Flip(random, bundle, entry.Offset, entry.Length);
            VerificationReport report = await copy.VerifyAsync();
            foreach (var entry in chosen)
                Assert.True(report.Findings.Any(finding => finding.File == $"{bundle}: {entry.Path}"), $"{entry.Path} was changed and is not named: {Summary(report)}");
            File.Copy(fixture.BundleFile, bundle, overwrite: true);
            done += chosen.Length;
            // And one in the index, which makes the whole bundle unusable.
            Flip(random, bundle, 0, index);
            report = await copy.VerifyAsync();
            Assert.Equal(VerificationExit.ArchiveUnreadable, report.Exit);
            Assert.Contains(report.Findings, finding => finding.File == bundle);
            File.Copy(fixture.BundleFile, bundle, overwrite: true);
            done++;
        }

        Directory.Delete(Path.GetDirectoryName(bundle)!, recursive: true);
    }

    [Fact]
    public async Task A_single_flipped_byte_of_a_record_makes_it_the_first_bad_record()
    {
        using var copy = new TrailCopy(fixture);
        using RandomStream random = Random();
        for (int i = 0; i < 10; i++)
        {
            Address institution = Below(random, 2) == 0 ? copy.HospitalAddress : copy.BankAddress;
            long sequence = Below(random, institution == copy.HospitalAddress ? fixture.HospitalRecords.Count : fixture.BankRecords.Count);
            string file = copy.RecordFile(institution, sequence);
            byte[] before = File.ReadAllBytes(file);
            Flip(random, file, 0, before.Length);
            VerificationReport report = await TrailVerification.RunAsync(copy.Request);
            Assert.Equal(VerificationExit.Findings, report.Exit);
            Assert.Equal((institution, (long?)sequence, FindingCode.RecordHash), (report.FirstBadRecord?.Institution, report.FirstBadRecord?.Sequence, report.FirstBadRecord?.Code));
            File.WriteAllBytes(file, before);
        }
    }

    private static void RequireFound(TrailCopy copy, VerificationReport report, string file)
    {
        string archive = file.StartsWith(copy.Hospital, StringComparison.Ordinal) ? copy.Hospital : copy.Bank;
        string entry = Path.GetRelativePath(archive, file).Replace(Path.DirectorySeparatorChar, '/');
        Finding? found = report.Findings.FirstOrDefault(finding => finding.File == $"{archive}: {entry}");
        Assert.True(found is not null, $"{entry} was changed and is not named: {Summary(report)}");
        if (!ArchivePath.TryParse(entry, out ArchiveEntry? parsed) || parsed.Institution is not { } institution) return;
        Assert.Equal((institution, (long?)parsed.Sequence), (found.Institution, found.Sequence));
    }

    private static string Summary(VerificationReport report) => string.Join("; ", report.Findings.Take(40).Select(finding => $"{finding} [{finding.File}]"));

    private static IEnumerable<(string Path, long Offset, long Length)> Entries(string bundle)
    {
        byte[] bytes = File.ReadAllBytes(bundle);
        int position = 0;
        string Line()
        {
            int end = Array.IndexOf(bytes, (byte)'\n', position);
            string line = Encoding.UTF8.GetString(bytes, position, end - position);
            position = end + 1;
            return line;
        }

        using JsonDocument header = JsonDocument.Parse(Line());
        var entries = new List<(string Path, long Length)>();
        for (int i = 0; i < header.RootElement.GetProperty("entries").GetInt32(); i++)
        {
            using JsonDocument line = JsonDocument.Parse(Line());
            entries.Add((line.RootElement.GetProperty("path").GetString()!, line.RootElement.GetProperty("bytes").GetInt64()));
        }

        _ = Line(); // the digest of the index
        long offset = position;
        foreach ((string path, long length) in entries)
        {
            if (length > 0) yield return (path, offset, length);
            offset += length;
        }
    }

    private static void Flip(RandomStream random, string file, long offset, long length)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Position = offset + Below(random, length);
        int value = stream.ReadByte();
        stream.Position--;
        stream.WriteByte((byte)(value ^ (1 << Below(random, 8))));
    }

    private static int Below(RandomStream random, long bound)
    {
        Span<byte> bytes = stackalloc byte[8];
        random.Fill(bytes);
        return (int)(BitConverter.ToUInt64(bytes) % (ulong)bound);
    }

    private RandomStream Random()
    {
        byte[] seed = Environment.GetEnvironmentVariable("AUDITNODE_TEST_SEED") is { } given ? SHA256.HashData(Encoding.UTF8.GetBytes(given)) : RandomNumberGenerator.GetBytes(RandomStream.SeedLength);
        output.WriteLine($"Seed {Convert.ToHexStringLower(seed)}");
        return new RandomStream(seed, "tampering");
    }
}
