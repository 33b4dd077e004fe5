namespace AuditNode.Verifier.Findings;

/// <summary>What a finding means for the trail.</summary>
public enum FindingWeight
{
    /// <summary>Something is wrong.</summary>
    Violation = 1,

    /// <summary>Something could not be checked, because what it takes was not given or is not there yet.</summary>
    Unchecked = 2,
}
