using AuditNode.Chain;
using AuditNode.Records;
using AuditNode.Records.Archives;
using AuditNode.Records.Operations;
using AuditNode.Verifier.OnChain;
using AuditNode.Verifier.Reports;

namespace AuditNode.Verifier.Tests.Trails;

/// <summary>A copy of the trail that a test may spoil: the archives, and what the chain says.</summary>
internal sealed class TrailCopy : IDisposable
{
    private readonly TrailFixture _fixture;

    public TrailCopy(TrailFixture fixture)
    {
        _fixture = fixture;
        Chain = fixture.Chain;
        foreach (string archive in (string[])["hospital", "bank"])
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(fixture.Folder, archive), "*", SearchOption.AllDirectories))
            {
                string copy = Path.Combine(Folder, Path.GetRelativePath(fixture.Folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }

        Request = fixture.Request(Hospital, Bank);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("auditnode-copy-").FullName;

    public string Hospital => Path.Combine(Folder, "hospital");

    public string Bank => Path.Combine(Folder, "bank");

    public ChainTrail Chain { get; set; }

    public VerificationRequest Request { get; set; }

    public Address HospitalAddress => _fixture.Consortium.Hospital.Address;

    public Address BankAddress => _fixture.Consortium.Bank.Address;

    /// <summary>Verifies what is in the copy now.</summary>
    public Task<VerificationReport> VerifyAsync() => new VerificationRun(Request, null, new SpoiltChain(Chain, _fixture.Reader)).ExecuteAsync(default);

    public string ArchiveOf(Address institution) => institution == HospitalAddress ? Hospital : Bank;

    public string RecordFile(Address institution, long sequence) => Path.Combine(ArchiveOf(institution), ArchivePath.Record(Chain.JobId, institution, sequence));

    public string ArtifactFile(Address institution, Bytes32 sha256) => Path.Combine(ArchiveOf(institution), ArchivePath.Artifact(sha256));

    public string SpecificationFile(Address institution) => Path.Combine(ArchiveOf(institution), ArchivePath.Specification(Chain.JobId));

    public OperationRecord Read(Address institution, long sequence) => OperationRecord.Parse(File.ReadAllBytes(RecordFile(institution, sequence)));

    /// <summary>The first record of a kind and round.</summary>
    public OperationRecord First(Address institution, string kind, int? round = null) =>
        (institution == HospitalAddress ? _fixture.HospitalRecords : _fixture.BankRecords).First(record => record.Kind == kind && (round is null || record.Round == round));

    /// <summary>Puts other bytes into a record's place, and their hash onto the chain: what a forger does who controls both.</summary>
    public void Forge(Address institution, long sequence, byte[] bytes)
    {
        File.WriteAllBytes(RecordFile(institution, sequence), bytes);
        Change(institution, stream => stream with
        {
            Records = [.. stream.Records.Select((record, i) => i == sequence ? record with { Hash = OperationRecord.HashOf(bytes) } : record)],
            Stored = [.. stream.Stored.Select((hash, i) => i == sequence ? OperationRecord.HashOf(bytes) : hash)],
        });
    }

    /// <summary>Forges a record with other content.</summary>
    public void Forge(Address institution, long sequence, Func<OperationRecord, OperationRecord> change) =>
        Forge(institution, sequence, change(Read(institution, sequence)).ToBytes());

    /// <summary>Puts other bytes under a digest of their own into an institution's archive.</summary>
    public ArtifactReference Put(Address institution, string name, byte[] content)
    {
        ArtifactReference reference = ArtifactReference.Of(name, content);
        Directory.CreateDirectory(Path.GetDirectoryName(ArtifactFile(institution, reference.Sha256))!);
        File.WriteAllBytes(ArtifactFile(institution, reference.Sha256), content);
        return reference;
    }

    /// <summary>Changes what the chain says about a stream.</summary>
    public void Change(Address institution, Func<ChainStream, ChainStream> change) =>
        Chain = Chain with { Streams = [.. Chain.Streams.Select(stream => stream.Institution == institution ? change(stream) : stream)] };

    /// <summary>Changes an event.</summary>
    public void Change(Address institution, long sequence, Func<AnchoredRecord, AnchoredRecord> change) => Change(institution, stream => stream with
    {
        Records = [.. stream.Records.Select((record, i) => i == sequence ? change(record) : record)],
    });

    /// <summary>Cuts a stream's chain to some records.</summary>
    public void Truncate(Address institution, int count) => Change(institution, stream => stream with
    {
        Records = [.. stream.Records.Take(count)], Stored = [.. stream.Stored.Take(count)], HeadCount = (ulong)count, HeadHash = stream.Records[count - 1].Hash,
    });

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
