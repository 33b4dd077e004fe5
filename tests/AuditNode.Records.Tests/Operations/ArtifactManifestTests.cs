using AuditNode.Records.Operations;

namespace AuditNode.Records.Tests.Operations;

public class ArtifactManifestTests
{
    [Fact]
    public void A_short_list_stays_in_the_record()
    {
        ArtifactReference[] artifacts = Artifacts(OperationRecord.MaximumArtifacts);

        Assert.Same(artifacts, ArtifactManifest.Shorten(ArtifactManifest.InputsName, artifacts, out byte[]? manifest));
        Assert.Null(manifest);
    }

    [Fact]
    public void A_long_list_becomes_one_artifact_from_which_it_is_read_again()
    {
        ArtifactReference[] artifacts = Artifacts(5000);

        ArtifactReference named = Assert.Single(ArtifactManifest.Shorten(ArtifactManifest.InputsName, artifacts, out byte[]? manifest));

        Assert.Equal(ArtifactReference.Of(ArtifactManifest.InputsName, manifest), named);
        Assert.True(ArtifactManifest.IsManifest(named));
        Assert.Equal(artifacts, ArtifactManifest.Parse(manifest).Artifacts);
    }

    [Fact]
    public void The_longest_manifest_is_within_its_bytes() =>
        Assert.Equal(ArtifactManifest.MaximumArtifacts, ArtifactManifest.Parse(new ArtifactManifest(Artifacts(ArtifactManifest.MaximumArtifacts)).ToBytes()).Artifacts.Count);

    [Fact]
    public void Other_bytes_are_refused()
    {
        byte[] bytes = new ArtifactManifest(Artifacts(3)).ToBytes();

        Assert.Throws<RecordFormatException>(() => ArtifactManifest.Parse([.. bytes, (byte)' ']));
        Assert.Throws<RecordFormatException>(() => ArtifactManifest.Parse("{\"artifacts\":[],\"schema\":\"auditnode.manifest/1\"}"u8));
        Assert.Throws<RecordFormatException>(() => ArtifactManifest.Parse("{\"artifacts\":[]}"u8));
        Assert.Throws<RecordFormatException>(() => new ArtifactManifest([]));
    }

    [Fact]
    public void Many_commitments_become_one_artifact_from_which_they_are_read_again()
    {
        var inputs = new TestInputs(20);
        Dictionary<string, ReadOnlyMemory<byte>> commitments = Enumerable.Range(0, 90).ToDictionary(i => $"count.{i}", _ => (ReadOnlyMemory<byte>)inputs.Bytes(64));

        Assert.Empty(CommitmentList.Shorten(commitments, out byte[]? artifact));
        IReadOnlyDictionary<string, ReadOnlyMemory<byte>> read = CommitmentList.Parse(artifact);

        Assert.Equal(commitments.Count, read.Count);
        Assert.All(commitments, commitment => Assert.True(commitment.Value.Span.SequenceEqual(read[commitment.Key].Span)));
    }

    private static ArtifactReference[] Artifacts(int count)
    {
        var inputs = new TestInputs(21);
        return [.. Enumerable.Range(0, count).Select(i => new ArtifactReference($"feature.{i / 7}.{i % 7}", inputs.Word(), i))];
    }
}
