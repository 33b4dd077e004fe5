using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using AuditNode.Chain;
using AuditNode.Records.Artifacts;

namespace AuditNode.Records.Archives;

/// <summary>Paths of files within archives and bundles, with slashes; made from values only, so that none leads out of the archive.</summary>
internal static class ArchivePath
{
    public const string Artifacts = "artifacts";

    public const string Jobs = "jobs";

    public const string Records = "records";

    public const string SpecificationName = "specification.json";

    private const int SequenceDigits = 12;
    private const string RecordEnding = ".json";

    public static string Job(Bytes32 jobId) => $"{Jobs}/{Convert.ToHexStringLower(jobId.ToArray())}";

    public static string Specification(Bytes32 jobId) => $"{Job(jobId)}/{SpecificationName}";

    public static string RecordsOf(Bytes32 jobId) => $"{Job(jobId)}/{Records}";

    public static string Stream(Bytes32 jobId, Address institution) => $"{RecordsOf(jobId)}/{Convert.ToHexStringLower(institution.ToArray())}";

    public static string Record(Bytes32 jobId, Address institution, long sequence) =>
        $"{Stream(jobId, institution)}/{sequence.ToString("D12", CultureInfo.InvariantCulture)}{RecordEnding}";

    public static string Artifact(Bytes32 sha256) => $"{Artifacts}/{ArtifactFolder.EntryOf(sha256)}";

    public static bool TryParseJob(string name, out Bytes32 jobId) => Bytes32.TryParse($"0x{name}", out jobId) && IsLower(name);

    public static bool TryParseInstitution(string name, out Address institution)
    {
        institution = default;
        if (name.Length != 2 * Address.ByteCount || !IsLower(name) || name.AsSpan().ContainsAnyExcept("0123456789abcdef")) return false;
        institution = Address.FromBytes(Convert.FromHexString(name));
        return true;
    }

    public static bool TryParseSequence(string name, out long sequence)
    {
        sequence = -1;
        return name.Length == SequenceDigits + RecordEnding.Length && name.EndsWith(RecordEnding, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(0, SequenceDigits), NumberStyles.None, CultureInfo.InvariantCulture, out sequence);
    }

    /// <summary>What a path within an archive names.</summary>
    /// <returns>False if no archive has such a path.</returns>
    public static bool TryParse(string path, [NotNullWhen(true)] out ArchiveEntry? entry)
    {
        string[] parts = path.Split('/');
        entry = parts switch
        {
            [Artifacts, _, var name] when Bytes32.TryParse($"0x{name}", out Bytes32 sha256) => new ArchiveEntry(Sha256: sha256),
            [Jobs, var job, SpecificationName] when TryParseJob(job, out Bytes32 jobId) => new ArchiveEntry(JobId: jobId),
            [Jobs, var job, Records, var institution, var name] when TryParseJob(job, out Bytes32 jobId)
                && TryParseInstitution(institution, out Address address) && TryParseSequence(name, out long sequence) =>
                new ArchiveEntry(JobId: jobId, Institution: address, Sequence: sequence),
            _ => null,
        };
        // A path has one form only.
        if (entry?.Path != path) entry = null;
        return entry is not null;
    }

    private static bool IsLower(string name) => !name.AsSpan().ContainsAnyInRange('A', 'F');
}
