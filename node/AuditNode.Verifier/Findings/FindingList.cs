using AuditNode.Chain;

namespace AuditNode.Verifier.Findings;

/// <summary>Collects findings, each once, up to a bound: a trail that is wrong everywhere does not fill the memory. Safe for concurrent use.</summary>
public sealed class FindingList
{
    /// <summary>The most findings that are kept; further ones are counted.</summary>
    public const int Maximum = 10_000;

    private readonly Lock _lock = new();
    private readonly HashSet<Finding> _findings = [];

    /// <summary>Findings that were not kept.</summary>
    public long Dropped { get; private set; }

    /// <summary>Whether a violation was found.</summary>
    public bool HasViolation { get; private set; }

    /// <summary>Takes a finding.</summary>
    /// <param name="finding">The finding.</param>
    public void Add(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        lock (_lock)
        {
            HasViolation |= finding.Weight == FindingWeight.Violation;
            if (_findings.Count >= Maximum) Dropped++;
            else _findings.Add(finding);
        }
    }

    /// <summary>Takes findings.</summary>
    /// <param name="findings">The findings.</param>
    public void AddRange(IEnumerable<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        foreach (Finding finding in findings) Add(finding);
    }

    /// <summary>
    /// A copy, sorted: violations first; what is about no record before records; records in the order in which <paramref name="placeOf"/> has
    /// them; of one record causes before consequences.
    /// </summary>
    /// <param name="placeOf">Where a record stands in the trail: smaller is earlier.</param>
    public IReadOnlyList<Finding> Sorted(Func<Finding, ulong> placeOf)
    {
        ArgumentNullException.ThrowIfNull(placeOf);
        Dictionary<string, int> ranks = FindingCode.All.Index().ToDictionary(code => code.Item, code => code.Index);
        lock (_lock)
        {
            return
            [
                .. _findings
                    .OrderBy(finding => finding.Weight)
                    .ThenBy(finding => finding.NamesRecord)
                    .ThenBy(finding => finding.JobId ?? Bytes32.Zero)
                    .ThenBy(finding => finding.NamesRecord ? placeOf(finding) : 0)
                    .ThenBy(finding => finding.Institution ?? Address.Zero)
                    .ThenBy(finding => finding.Sequence)
                    .ThenBy(finding => ranks.GetValueOrDefault(finding.Code, int.MaxValue))
                    .ThenBy(finding => finding.File, StringComparer.Ordinal)
                    .ThenBy(finding => finding.Reason, StringComparer.Ordinal),
            ];
        }
    }
}
