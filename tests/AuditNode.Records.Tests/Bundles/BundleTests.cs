using AuditNode.Chain;
using AuditNode.Records.Archives;
using AuditNode.Records.Artifacts;
using AuditNode.Records.Bundles;
using AuditNode.Records.Operations;
using AuditNode.Records.Tests.Archives;

namespace AuditNode.Records.Tests.Bundles;

public class BundleTests
{
    private static readonly Dictionary<string, Address> s_contracts = new()
    {
        ["JobRegistry"] = Address.Parse($"0x{8:x40}"),
        ["AuditLedger"] = Address.Parse($"0x{7:x40}"),
    };

    [Fact]
    public async Task Holds_the_same_as_the_archive()
    {
        using SampleArchive sample = await SampleArchive.CreateAsync();
        using var folder = new TemporaryFolder();
        BundleSummary summary = await Bundle.WriteAsync(folder["all.bundle"], sample.Reader, 31337, s_contracts);
        BundleReader bundle = BundleReader.Open(folder["all.bundle"]);
        ArchiveFolder archive = sample.Reader;

        Assert.Empty(summary.Missing);
        Assert.Equal(31337, bundle.Header.ChainId);
        Assert.Equal(s_contracts["AuditLedger"], bundle.Header.Contracts[BundleHeader.Ledger]);
        Assert.Equal(sample.Jobs, bundle.ListJobs());
        Assert.Equal(archive.ListArtifacts(), bundle.ListArtifacts());
        Assert.Empty(await bundle.CheckAsync());
        Assert.Equal(await archive.ReadSpecificationAsync(sample.Jobs[0]), await bundle.ReadSpecificationAsync(sample.Jobs[0]));
        foreach (OperationRecord record in sample.Records)
        {
            Assert.Equal(record.ToBytes(), await bundle.ReadRecordAsync(record.JobId, record.Institution, record.Sequence));
            foreach (ArtifactReference artifact in await bundle.ExpandAsync(record.Outputs))
            {
                Assert.Equal(ArtifactState.Intact, await bundle.CheckArtifactAsync(artifact));
                Assert.Equal(await archive.ReadArtifactAsync(artifact, 10_000), await bundle.ReadArtifactAsync(artifact, 10_000));
            }
        }

        Assert.Equal(ArtifactState.WrongLength, await bundle.CheckArtifactAsync(sample.Records[0].Outputs[0] with { ByteCount = 1 }));
        Assert.Equal(ArtifactState.Missing, await bundle.CheckArtifactAsync(Bytes32.Zero, null));
    }

    [Fact]
    public async Task Has_the_same_bytes_every_time_and_from_a_bundle_too()
    {
        using SampleArchive sample = await SampleArchive.CreateAsync();
        using var folder = new TemporaryFolder();
        await Bundle.WriteAsync(folder["first"], sample.Reader, 31337, s_contracts);
        await Bundle.WriteAsync(folder["second"], BundleReader.Open(folder["first"]), 31337, s_contracts.Reverse().ToDictionary(), [.. sample.Jobs.Reverse()]);

        Assert.Equal(await File.ReadAllBytesAsync(folder["first"]), await File.ReadAllBytesAsync(folder["second"]));
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public async Task Holds_a_selection_of_jobs_and_their_artifacts_only()
    {
        using SampleArchive sample = await SampleArchive.CreateAsync();
        using var folder = new TemporaryFolder();
        await Bundle.WriteAsync(folder["one"], sample.Reader, 31337, s_contracts, [sample.Jobs[1]]);
        BundleReader bundle = BundleReader.Open(folder["one"]);

        Assert.Equal([sample.Jobs[1]], bundle.ListJobs());
        Assert.Equal([sample.Jobs[1]], bundle.Header.Jobs);
        Assert.Equal(sample.Reader.ListArtifacts().Count() / 2, bundle.ListArtifacts().Count());
        Assert.Null(await bundle.ReadRecordAsync(sample.Jobs[0], sample.Institutions[0], 0));
    }

    [Fact]
    public async Task Every_flipped_byte_is_found_and_its_file_named()
    {
        using SampleArchive sample = await SampleArchive.CreateAsync();
        using var folder = new TemporaryFolder();
        await Bundle.WriteAsync(folder["good"], sample.Reader, 31337, s_contracts, [sample.Jobs[0]]);
        byte[] good = await File.ReadAllBytesAsync(folder["good"]);
        BundleIndex index = BundleIndex.Read(new MemoryStream(good), good.Length);
        long start = index.Entries[0].Offset;
        var inputs = new TestInputs(60);
        for (int round = 0; round < 1000; round++)
        {
            int at = round < 300 ? inputs.Int32((int)start) : inputs.Int32(good.Length);
            byte[] flipped = [.. good];
            flipped[at] ^= (byte)(1 << inputs.Int32(8));
            await File.WriteAllBytesAsync(folder["bad"], flipped);
            string expected = at < start ? BundleIndex.EntryName : index.Entries.Last(entry => entry.Offset <= at).Path;

            string found = await FirstDamageAsync(folder["bad"]);

            // A longer or shorter file in the index shifts all that follow; the file's own length then tells it first.
            Assert.True(found == expected, $"byte {at}: {found} instead of {expected} {TestSeed.Describe(round)}");
        }
    }

    [Fact]
    public async Task A_changed_record_is_refused_when_it_is_read()
    {
        using SampleArchive sample = await SampleArchive.CreateAsync();
        using var folder = new TemporaryFolder();
        await Bundle.WriteAsync(folder["bundle"], sample.Reader, 31337, s_contracts);
        byte[] bytes = await File.ReadAllBytesAsync(folder["bundle"]);
        bytes[^10] ^= 1;
        await File.WriteAllBytesAsync(folder["bundle"], bytes);
        BundleReader bundle = BundleReader.Open(folder["bundle"]);
        string path = Assert.Single(await bundle.CheckAsync());

        ArchiveException refused = await Assert.ThrowsAsync<ArchiveException>(() => bundle.ReadSpecificationAsync(sample.Jobs[1]).AsTask());

        Assert.Equal((ArchiveFault.Damaged, path), (refused.Fault, refused.Entry));
    }

    [Fact]
    public async Task Truncated_and_longer_bundles_are_refused()
    {
        using SampleArchive sample = await SampleArchive.CreateAsync();
        using var folder = new TemporaryFolder();
        await Bundle.WriteAsync(folder["good"], sample.Reader, 31337, s_contracts);
        byte[] good = await File.ReadAllBytesAsync(folder["good"]);
        var inputs = new TestInputs(61);
        foreach (int length in Enumerable.Range(0, 100).Select(_ => inputs.Int32(good.Length)).Prepend(0).Append(good.Length - 1))
        {
            await File.WriteAllBytesAsync(folder["bad"], good[..length]);
            Assert.Equal(ArchiveFault.Damaged, Assert.Throws<ArchiveException>(() => BundleReader.Open(folder["bad"])).Fault);
        }

        await File.WriteAllBytesAsync(folder["bad"], [.. good, 0]);
        Assert.Equal(ArchiveFault.TooLong, Assert.Throws<ArchiveException>(() => BundleReader.Open(folder["bad"])).Fault);
        Assert.Equal(ArchiveFault.Missing, Assert.Throws<ArchiveException>(() => BundleReader.Open(folder["none"])).Fault);
    }

    [Fact]
    public async Task Indexes_with_forged_entries_are_refused_even_with_the_right_digest()
    {
        string job = new('1', 64);
        string spec = $"jobs/{job}/specification.json", record = $"jobs/{job}/records/{new string('2', 40)}/000000000000.json";
        Bytes32 digest = Bytes32.Parse("0x" + new string('3', 64));

        await AssertRefusedAsync("occurs twice", new BundleEntry(spec, digest, 0), new BundleEntry(spec, digest, 0));
        await AssertRefusedAsync("paths ascend", new BundleEntry(spec, digest, 0), new BundleEntry(record, digest, 0));
        await AssertRefusedAsync("no path of an archive", new BundleEntry("../../etc/passwd", digest, 0));
        await AssertRefusedAsync("no path of an archive", new BundleEntry($"jobs/{job}/specification.json/", digest, 0));
        await AssertRefusedAsync("no path of an archive", new BundleEntry($"jobs/{new string('A', 64)}/specification.json", digest, 0));
        await AssertRefusedAsync("no path of an archive", new BundleEntry($"artifacts/44/{new string('3', 64)}", digest, 0));
        await AssertRefusedAsync("differs from the digest", new BundleEntry($"artifacts/44/{new string('4', 64)}", digest, 0));
        await AssertRefusedAsync("must lie in", new BundleEntry(record, digest, OperationRecord.MaximumByteCount + 1));
        await AssertRefusedAsync("must lie in", new BundleEntry(spec, digest, -1));
    }

    [Fact]
    public async Task A_damaged_archive_is_not_exported_and_leaves_no_file()
    {
        using SampleArchive sample = await SampleArchive.CreateAsync();
        using var folder = new TemporaryFolder();
        string path = ArchivePath.Artifact(sample.Records[0].Outputs[0].Sha256);
        await File.WriteAllBytesAsync(Path.Combine(sample.Folder, path), new byte[10]);

        ArchiveException refused = await Assert.ThrowsAsync<ArchiveException>(() => Bundle.WriteAsync(folder["bundle"], sample.Reader, 31337, s_contracts).AsTask());

        Assert.Equal((ArchiveFault.Damaged, path), (refused.Fault, refused.Entry));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Artifacts_of_others_are_left_out_and_named()
    {
        using SampleArchive sample = await SampleArchive.CreateAsync();
        using var folder = new TemporaryFolder();
        ArtifactReference missing = sample.Records[0].Outputs[0];
        File.Delete(Path.Combine(sample.Folder, ArchivePath.Artifact(missing.Sha256)));

        BundleSummary summary = await Bundle.WriteAsync(folder["bundle"], sample.Reader, 31337, s_contracts);

        Assert.Equal([missing], summary.Missing);
        Assert.False(BundleReader.Open(folder["bundle"]).ContainsArtifact(missing.Sha256));
    }

    private static async Task<string> FirstDamageAsync(string path)
    {
        try
        {
            return (await BundleReader.Open(path).CheckAsync()).FirstOrDefault("nothing");
        }
        catch (ArchiveException e)
        {
            return e.Entry;
        }
    }

    private static async Task AssertRefusedAsync(string reason, params BundleEntry[] entries)
    {
        var bundle = new MemoryStream();
        await BundleIndex.WriteAsync(
            bundle, new BundleHeader(1, s_contracts, [], entries.Length, Math.Max(0, entries.Sum(entry => entry.ByteCount))), entries, default);
        bundle.Position = 0;

        ArchiveException refused = Assert.Throws<ArchiveException>(() => BundleIndex.Read(bundle, bundle.Length));

        Assert.Equal((ArchiveFault.Damaged, BundleIndex.EntryName), (refused.Fault, refused.Entry));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }
}
