using AuditNode.Chain;

namespace AuditNode.Verifier.Findings;

/// <summary>One thing that is wrong with a trail, or could not be checked.</summary>
/// <param name="Code">Which kind of thing: see <see cref="FindingCode"/>.</param>
/// <param name="Reason">What was found and what should have been, in one line. May quote what others wrote, printable characters only.</param>
public sealed record Finding(string Code, string Reason)
{
    /// <summary>What it means for the trail.</summary>
    public FindingWeight Weight { get; init; } = FindingWeight.Violation;

    /// <summary>The job, or null where it is about none.</summary>
    public Bytes32? JobId { get; init; }

    /// <summary>The institution in whose stream it is, or null.</summary>
    public Address? Institution { get; init; }

    /// <summary>The record's number in that stream, or null where no record is meant.</summary>
    public long? Sequence { get; init; }

    /// <summary>The record's anchored hash, or that of its bytes where it is not anchored; null where there is neither.</summary>
    public Bytes32? RecordHash { get; init; }

    /// <summary>The file, as its source names it, or null.</summary>
    public string? File { get; init; }

    /// <summary>Whether it is about a record.</summary>
    public bool NamesRecord => Sequence is not null;

    /// <summary>Code, place and reason in one line.</summary>
    public override string ToString() => $"{Code}: {Place}{Reason}";

    private string Place => (Institution, Sequence, File) switch
    {
        ({ } institution, { } sequence, _) => $"record {sequence} of {institution}: ",
        ({ } institution, null, _) => $"{institution}: ",
        (null, _, { } file) => $"{file}: ",
        _ => "",
    };
}
