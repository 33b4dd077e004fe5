using AuditNode.Chain;
using AuditNode.Records.Archives;
using AuditNode.Records.Artifacts;
using AuditNode.Records.Jobs;
using AuditNode.Records.Operations;
using AuditNode.Records.Tests.Jobs;
using AuditNode.Records.Tests.Operations;

namespace AuditNode.Records.Tests.Archives;

public class ArchiveTests
{
    [Fact]
    public async Task Gives_back_records_specifications_and_artifacts()
    {
        using SampleArchive sample = await SampleArchive.CreateAsync();
        ArchiveFolder reader = sample.Reader;

        Assert.Equal(sample.Jobs, reader.ListJobs());
        Assert.All(sample.Jobs, job => Assert.Equal(sample.Institutions, reader.ListInstitutions(job)));
        Assert.Equal(SampleSpecification.Create(), JobSpecification.Parse(await reader.ReadSpecificationAsync(sample.Jobs[0])));
        foreach (OperationRecord record in sample.Records)
        {
            Assert.Equal(record.ToBytes(), await reader.ReadRecordAsync(record.JobId, record.Institution, record.Sequence));
            foreach (ArtifactReference artifact in await reader.ExpandAsync(record.Outputs))
                Assert.Equal(ArtifactState.Intact, await reader.CheckArtifactAsync(artifact));
        }

        Assert.Empty(reader.ListUnexpected());
        Assert.Null(await reader.ReadRecordAsync(sample.Jobs[0], sample.Institutions[0], 3));
        Assert.Null(await reader.ReadSpecificationAsync(Bytes32.Zero));
    }

    [Fact]
    public async Task What_is_written_never_changes()
    {
        using SampleArchive sample = await SampleArchive.CreateAsync();
        using var archive = new Archive(sample.Folder);
        OperationRecord record = sample.Records[1];

        await archive.WriteAsync(record);
        await archive.WriteAsync(sample.Jobs[0], SampleSpecification.Create());

        ArchiveException refused = await Assert.ThrowsAsync<ArchiveException>(() => archive.WriteAsync(record with { Salt = OperationRecord.CreateSalt() }).AsTask());
        Assert.Equal(ArchiveFault.Conflict, refused.Fault);
        Assert.EndsWith("000000000001.json", refused.Entry, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArchiveException>(() => archive.WriteAsync(sample.Jobs[0], SampleSpecification.Create() with { Rounds = 11 }).AsTask());
        Assert.Equal(record.ToBytes(), await archive.Reader.ReadRecordAsync(record.JobId, record.Institution, record.Sequence));
    }

    [Fact]
    public async Task Writers_of_the_same_record_at_once_write_it_once_and_of_different_ones_the_first_wins()
    {
        using var folder = new TemporaryFolder();
        using var archive = new Archive(folder.Path);
        OperationRecord record = RandomRecord.Create(new TestInputs(51)), other = record with { Salt = OperationRecord.CreateSalt() };

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => archive.WriteAsync(record).AsTask())));
        Exception?[] failures = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Record.ExceptionAsync(() => archive.WriteAsync(other).AsTask()))));

        Assert.All(failures, failure => Assert.Equal(ArchiveFault.Conflict, Assert.IsType<ArchiveException>(failure).Fault));
        Assert.Empty(Directory.GetFiles(folder[DurableFolder.IncomingName], "*.tmp"));
    }

    [Fact]
    public async Task A_listing_names_what_is_missing()
    {
        using SampleArchive sample = await SampleArchive.CreateAsync();
        using (var archive = new Archive(sample.Folder))
            await archive.WriteAsync(RandomRecord.InStream(new TestInputs(52), sample.Jobs[0], sample.Institutions[0], OperationRecord.MaximumSequence));
        File.Delete(Path.Combine(sample.Folder, ArchivePath.Record(sample.Jobs[0], sample.Institutions[0], 1)));

        RecordListing listing = sample.Reader.ListRecords(sample.Jobs[0], sample.Institutions[0]);

        Assert.Equal([0, 2, OperationRecord.MaximumSequence], listing.Sequences);
        Assert.False(listing.IsGapless);
        Assert.Equal(["1", "3 to 999999999998"], listing.Missing.Select(range => range.ToString()));
        Assert.True(sample.Reader.ListRecords(sample.Jobs[1], sample.Institutions[0]).IsGapless);
        Assert.Equal(0, sample.Reader.ListRecords(Bytes32.Zero, sample.Institutions[0]).End);
    }

    [Fact]
    public async Task Files_that_do_not_belong_there_are_listed()
    {
        using SampleArchive sample = await SampleArchive.CreateAsync();
        string job = ArchivePath.Job(sample.Jobs[0]);
        string[] strays = ["readme.txt", $"{job}/notes", $"{ArchivePath.Stream(sample.Jobs[0], sample.Institutions[0])}/1.json", "jobs/x/specification.json", "artifacts/zz"];
        foreach (string stray in strays)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(sample.Folder, stray))!);
            await File.WriteAllTextAsync(Path.Combine(sample.Folder, stray), string.Empty);
        }

        Assert.Equal(strays.Order(StringComparer.Ordinal), sample.Reader.ListUnexpected().Order(StringComparer.Ordinal));
        Assert.Equal(sample.Jobs, sample.Reader.ListJobs());
    }

    [Fact]
    public async Task A_record_that_grew_is_refused_before_it_is_read()
    {
        using SampleArchive sample = await SampleArchive.CreateAsync();
        string path = Path.Combine(sample.Folder, ArchivePath.Record(sample.Jobs[0], sample.Institutions[0], 1));
        await File.WriteAllBytesAsync(path, new byte[OperationRecord.MaximumByteCount + 1]);

        ArchiveException refused = await Assert.ThrowsAsync<ArchiveException>(() => sample.Reader.ReadRecordAsync(sample.Jobs[0], sample.Institutions[0], 1).AsTask());

        Assert.Equal((ArchiveFault.TooLong, ArchivePath.Record(sample.Jobs[0], sample.Institutions[0], 1)), (refused.Fault, refused.Entry));
    }

    [Fact]
    public async Task Several_archives_are_read_as_one()
    {
        using SampleArchive first = await SampleArchive.CreateAsync(), second = await SampleArchive.CreateAsync();
        File.Delete(Path.Combine(first.Folder, ArchivePath.Record(first.Jobs[0], first.Institutions[0], 1)));
        Directory.Delete(Path.Combine(second.Folder, ArchivePath.Job(first.Jobs[1])), recursive: true);
        var combined = new CombinedArchive([first.Reader, second.Reader]);

        Assert.Equal(first.Jobs, combined.ListJobs());
        Assert.True(combined.ListRecords(first.Jobs[0], first.Institutions[0]).IsGapless);
        foreach (OperationRecord record in first.Records)
            Assert.Equal(record.ToBytes(), await combined.ReadRecordAsync(record.JobId, record.Institution, record.Sequence));
        Assert.Equal(first.Reader.ListArtifacts(), combined.ListArtifacts());
    }

    [Fact]
    public async Task A_change_in_any_of_several_archives_is_found()
    {
        using SampleArchive first = await SampleArchive.CreateAsync(), second = await SampleArchive.CreateAsync();
        var combined = new CombinedArchive([first.Reader, second.Reader]);
        OperationRecord record = first.Records[4];
        ArtifactReference artifact = record.Outputs[0];
        FlipByte(Path.Combine(second.Folder, ArchivePath.Record(record.JobId, record.Institution, record.Sequence)));
        FlipByte(Path.Combine(second.Folder, ArchivePath.Artifact(artifact.Sha256)));

        ArchiveException refused = await Assert.ThrowsAsync<ArchiveException>(() => combined.ReadRecordAsync(record.JobId, record.Institution, record.Sequence).AsTask());

        Assert.Equal(ArchiveFault.Conflict, refused.Fault);
        Assert.Equal(ArtifactState.Damaged, await combined.CheckArtifactAsync(artifact));
    }

    [Fact]
    public async Task Commitments_are_read_from_the_record_or_from_its_list()
    {
        using var folder = new TemporaryFolder();
        using var archive = new Archive(folder.Path);
        var inputs = new TestInputs(53);
        Dictionary<string, ReadOnlyMemory<byte>> commitments = Enumerable.Range(0, 40).ToDictionary(i => $"count.{i}", _ => (ReadOnlyMemory<byte>)inputs.Bytes(64));
        CommitmentList.Shorten(commitments, out byte[]? list);
        OperationRecord record = RandomRecord.Create(inputs) with
        {
            Commitments = new Dictionary<string, ReadOnlyMemory<byte>>(),
            Outputs = [await archive.Artifacts.PutAsync(CommitmentList.Name, list)],
        };

        Assert.Equal(40, (await archive.Reader.ReadCommitmentsAsync(record)).Count);
        Assert.Equal(2, (await archive.Reader.ReadCommitmentsAsync(record with { Outputs = [], Commitments = commitments.Take(2).ToDictionary() })).Count);
        await Assert.ThrowsAsync<RecordFormatException>(() => archive.Reader.ReadCommitmentsAsync(record with { Commitments = commitments.Take(2).ToDictionary() }).AsTask());
    }

    private static void FlipByte(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
