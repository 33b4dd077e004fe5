using AuditNode.Verifier.Findings;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Verifier.Reports;

/// <summary>The result of a verification or replay. Everything in it is in a fixed order: the same trail at the same block gives the same report.</summary>
public sealed record VerificationReport
{
    /// <summary>The schema of <see cref="ReportJson"/>.</summary>
    public const string Schema = "auditnode.report/1";

    /// <summary>What was done: <c>verify</c>, <c>replay</c> or <c>fsck</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>How it ended.</summary>
    public required VerificationExit Exit { get; init; }

    /// <summary>The chain, or null where it could not be read.</summary>
    public ulong? ChainId { get; init; }

    /// <summary>The contracts, or null where they could not be found.</summary>
    public ContractAddresses? Contracts { get; init; }

    /// <summary>The block up to which the chain was read, or null.</summary>
    public ChainHead? Head { get; init; }

    /// <summary>The archives and bundles that were read.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The jobs.</summary>
    public IReadOnlyList<JobReport> Jobs { get; init; } = [];

    /// <summary>Artifacts that were hashed, copies counted.</summary>
    public long Artifacts { get; init; }

    /// <summary>
    /// How the ledger's storage was read: <c>proven</c> against the block's state root, or <c>read</c>, on the node's word; null where it was not.
    /// </summary>
    public string? Storage { get; init; }

    /// <summary>What was replayed, or null where nothing was asked for.</summary>
    public ReplayReport? Replay { get; init; }

    /// <summary>What is wrong or could not be checked, the first bad record first.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Findings beyond those that were kept.</summary>
    public long DroppedFindings { get; init; }

    /// <summary>The first record, in the order of the trail, of which something is wrong, or null.</summary>
    public Finding? FirstBadRecord => Findings.FirstOrDefault(finding => finding is { Weight: FindingWeight.Violation, NamesRecord: true });

    /// <summary>How a verification with these findings ends.</summary>
    internal static VerificationExit ExitOf(IReadOnlyList<Finding> findings)
    {
        Finding[] violations = [.. findings.Where(finding => finding.Weight == FindingWeight.Violation)];
        if (violations.Any(finding => finding.Code is FindingCode.ChainUnreachable or FindingCode.ChainIdentity)) return VerificationExit.ChainUnreachable;
        if (violations.Length == 0) return findings.Count == 0 ? VerificationExit.Ok : VerificationExit.Incomplete;
        return violations.All(finding => finding.Code == FindingCode.ReplayDifferent) ? VerificationExit.ReplayMismatch : VerificationExit.Findings;
    }
}
