using AuditNode.Chain;
using AuditNode.Records.Archives;
using AuditNode.Records.Operations;
using AuditNode.Records.Tests.Jobs;
using AuditNode.Records.Tests.Operations;

namespace AuditNode.Records.Tests.Archives;

/// <summary>An archive of two jobs, two institutions and a few records with artifacts, one of them behind a manifest.</summary>
internal sealed class SampleArchive : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Bytes32[] Jobs { get; } = [Bytes32.FromBytes([.. Enumerable.Repeat((byte)1, 32)]), Bytes32.FromBytes([.. Enumerable.Repeat((byte)2, 32)])];

    public Address[] Institutions { get; } = [Address.Parse($"0x{1:x40}"), Address.Parse($"0x{2:x40}")];

    public string Folder => _folder.Path;

    public ArchiveFolder Reader => new(Folder);

    public List<OperationRecord> Records { get; } = [];

    public static async Task<SampleArchive> CreateAsync(ulong stream = 50)
    {
        var sample = new SampleArchive();
        var inputs = new TestInputs(stream);
        using var archive = new Archive(sample.Folder);
        foreach (Bytes32 job in sample.Jobs)
        {
            await archive.WriteAsync(job, SampleSpecification.Create());
            foreach (Address institution in sample.Institutions)
            {
                for (int sequence = 0; sequence < 3; sequence++)
                {
                    ArtifactReference artifact = await archive.Artifacts.PutAsync("centroids", inputs.Bytes(200 + inputs.Int32(200)));
                    ArtifactReference[] outputs = sequence == 1 ? [artifact, await ManifestAsync(archive, inputs)] : [artifact];
                    OperationRecord record = RandomRecord.InStream(inputs, job, institution, sequence, outputs);
                    await archive.WriteAsync(record);
                    sample.Records.Add(record);
                }
            }
        }

        return sample;
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<ArtifactReference> ManifestAsync(Archive archive, TestInputs inputs)
    {
        var listed = new List<ArtifactReference>();
        for (int i = 0; i <= OperationRecord.MaximumArtifacts; i++) listed.Add(await archive.Artifacts.PutAsync($"feature.0.{i}", inputs.Bytes(20)));
        ArtifactManifest.Shorten(ArtifactManifest.OutputsName, listed, out byte[]? manifest);
        return await archive.Artifacts.PutAsync(ArtifactManifest.OutputsName, manifest);
    }
}
