using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using AuditNode.Chain;
using AuditNode.Records.Artifacts;

namespace AuditNode.Records.Archives;

/// <summary>Paths of files within archives and bundles, with slashes; made from values only, so that none leads out of the archive.</summary>
public static class ArchivePath
{
    internal const string Artifacts = "artifacts";

    internal const string Jobs = "jobs";

    internal const string Records = "records";

    internal const string SpecificationName = "specification.json";

    private const int SequenceDigits = 12;
    private const string RecordEnding = ".json";

    /// <summary>The folder of a job.</summary>
    /// <param name="jobId">The job.</param>
    public static string Job(Bytes32 jobId) => $"{Jobs}/{Convert.ToHexStringLower(jobId.ToArray())}";

    /// <summary>A job's specification.</summary>
    /// <param name="jobId">The job.</param>
    public static string Specification(Bytes32 jobId) => $"{Job(jobId)}/{SpecificationName}";

    internal static string RecordsOf(Bytes32 jobId) => $"{Job(jobId)}/{Records}";

    /// <summary>The folder of an institution's records in a job.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="institution">The institution.</param>
    public static string Stream(Bytes32 jobId, Address institution) => $"{RecordsOf(jobId)}/{Convert.ToHexStringLower(institution.ToArray())}";

    /// <summary>A record.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="institution">The institution.</param>
    /// <param name="sequence">The record's number.</param>
    public static string Record(Bytes32 jobId, Address institution, long sequence) =>
        $"{Stream(jobId, institution)}/{sequence.ToString("D12", CultureInfo.InvariantCulture)}{RecordEnding}";

    /// <summary>An artifact.</summary>
    /// <param name="sha256">Its digest.</param>
    public static string Artifact(Bytes32 sha256) => $"{Artifacts}/{ArtifactFolder.EntryOf(sha256)}";

    internal static bool TryParseJob(string name, out Bytes32 jobId) => Bytes32.TryParse($"0x{name}", out jobId) && IsLower(name);

    internal static bool TryParseInstitution(string name, out Address institution)
    {
        institution = default;
        if (name.Length != 2 * Address.ByteCount || !IsLower(name) || name.AsSpan().ContainsAnyExcept("0123456789abcdef")) return false;
        institution = Address.FromBytes(Convert.FromHexString(name));
        return true;
    }

    internal static bool TryParseSequence(string name, out long sequence)
    {
        sequence = -1;
        return name.Length == SequenceDigits + RecordEnding.Length && name.EndsWith(RecordEnding, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(0, SequenceDigits), NumberStyles.None, CultureInfo.InvariantCulture, out sequence);
    }

    /// <summary>What a path within an archive names.</summary>
    /// <returns>False if no archive has such a path.</returns>
    internal static bool TryParse(string path, [NotNullWhen(true)] out ArchiveEntry? entry)
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
