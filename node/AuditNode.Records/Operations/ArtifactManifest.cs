using AuditNode.Records.Canonical;

namespace AuditNode.Records.Operations;

/// <summary>
/// A list of artifacts that is too long for a record: itself an artifact, canonical JSON, that stands in the record in the place of the
/// list. Immutable.
/// </summary>
public sealed class ArtifactManifest
{
    /// <summary>Schema of manifests.</summary>
    public const string Schema = "auditnode.manifest/1";

    /// <summary>The name under which a manifest stands among the inputs.</summary>
    public const string InputsName = "inputs.manifest";

    /// <summary>The name under which a manifest stands among the outputs.</summary>
    public const string OutputsName = "outputs.manifest";

    /// <summary>The most artifacts.</summary>
    public const int MaximumArtifacts = 1 << 16;

    /// <summary>The most canonical bytes.</summary>
    public const int MaximumByteCount = 1 << 24;

    /// <summary>Takes a list.</summary>
    /// <param name="artifacts">1 to 2^16 artifacts in the order of the operation.</param>
    /// <exception cref="RecordFormatException">There are none, too many, or one is out of range.</exception>
    public ArtifactManifest(IReadOnlyList<ArtifactReference> artifacts)
    {
        if (artifacts.Count is < 1 or > MaximumArtifacts)
            throw new RecordFormatException("artifacts", $"There are {artifacts.Count}; there must be 1 to {MaximumArtifacts}.");
        for (int i = 0; i < artifacts.Count; i++) artifacts[i].Validate($"artifacts[{i}]");
        Artifacts = artifacts;
    }

    /// <summary>The artifacts in the order of the operation.</summary>
    public IReadOnlyList<ArtifactReference> Artifacts { get; }

    /// <summary>Whether a reference of a record stands for a manifest.</summary>
    /// <param name="reference">An input or output of a record.</param>
    public static bool IsManifest(ArtifactReference reference) => reference.Name is InputsName or OutputsName;

    /// <summary>
    /// What a record names in the place of a list: the list itself, or where it is longer than
    /// <see cref="OperationRecord.MaximumArtifacts"/> a manifest, whose bytes the caller puts into the archive.
    /// </summary>
    /// <param name="name"><see cref="InputsName"/> or <see cref="OutputsName"/>.</param>
    /// <param name="artifacts">The list.</param>
    /// <param name="manifest">The manifest's bytes, or null where none is needed.</param>
    /// <exception cref="RecordFormatException">There are too many artifacts, or one is out of range.</exception>
    public static IReadOnlyList<ArtifactReference> Shorten(string name, IReadOnlyList<ArtifactReference> artifacts, out byte[]? manifest)
    {
        manifest = artifacts.Count > OperationRecord.MaximumArtifacts ? new ArtifactManifest(artifacts).ToBytes() : null;
        return manifest is null ? artifacts : [ArtifactReference.Of(name, manifest)];
    }

    /// <summary>The canonical bytes.</summary>
    public byte[] ToBytes() => new MemberWriter()
        .Add("schema", Schema)
        .Add("artifacts", Artifacts.Select(artifact => artifact.ToValue()))
        .ToObject().ToBytes();

    /// <summary>Reads canonical bytes, and refuses everything else.</summary>
    /// <param name="bytes">Bytes of untrusted origin.</param>
    /// <exception cref="RecordFormatException">They are no manifest in canonical form; the member and what is wrong.</exception>
    public static ArtifactManifest Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new MemberReader(CanonicalReader.ReadObject(bytes, MaximumByteCount));
        reader.Schema(Schema);
        var manifest = new ArtifactManifest(
            [.. reader.Items("artifacts", MaximumArtifacts).Select((item, i) => ArtifactReference.Read(item, $"artifacts[{i}]"))]);
        reader.End();
        return manifest;
    }
}
