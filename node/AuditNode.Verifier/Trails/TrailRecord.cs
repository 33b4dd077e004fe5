using AuditNode.Chain;
using AuditNode.Records;
using AuditNode.Records.Operations;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Verifier.Trails;

/// <summary>A place in a stream: what the chain has there, and what the archives have.</summary>
/// <param name="Institution">Whose stream.</param>
/// <param name="Sequence">Which place.</param>
/// <param name="Anchored">What the chain has, or null where it has nothing yet.</param>
public sealed record TrailRecord(Address Institution, long Sequence, AnchoredRecord? Anchored)
{
    /// <summary>The archived bytes' file, as its source names it, or null where no archive has any.</summary>
    public string? File { get; init; }

    /// <summary>SHA-256 of the archived bytes, or null.</summary>
    public Bytes32? ArchivedHash { get; init; }

    /// <summary>The record, or null where the bytes are missing or malformed.</summary>
    public OperationRecord? Record { get; init; }

    /// <summary>
    /// Whether other checks may rely on it: it is archived, is what is anchored where something is, and belongs where it lies.
    /// </summary>
    public bool IsSound { get; init; }

    /// <summary>What went in, with lists that are artifacts written out; null where such a list is missing or malformed.</summary>
    public IReadOnlyList<ArtifactReference>? Inputs { get; init; }

    /// <summary>What came out, likewise.</summary>
    public IReadOnlyList<ArtifactReference>? Outputs { get; init; }

    /// <summary>The anchored hash, or that of the archived bytes.</summary>
    public Bytes32? Hash => Anchored?.Hash ?? ArchivedHash;

    /// <summary>A finding about it.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="code">What kind of finding.</param>
    /// <param name="reason">What was found, and what should have been.</param>
    internal Findings.Finding Finding(Bytes32 jobId, string code, string reason) => new(code, reason)
    {
        JobId = jobId, Institution = Institution, Sequence = Sequence, RecordHash = Hash, File = File,
    };
}
