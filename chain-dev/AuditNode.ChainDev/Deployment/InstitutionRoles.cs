namespace AuditNode.ChainDev.Deployment;

/// <summary>What an institution may do, as the bits of InstitutionRegistry.</summary>
[Flags]
public enum InstitutionRoles : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Votes on admissions and removals.</summary>
    Validator = 1,

    /// <summary>Takes part in jobs.</summary>
    Worker = 2,

    /// <summary>Asks for records and judges the answers.</summary>
    Auditor = 4,

    /// <summary>Reads and verifies.</summary>
    Regulator = 8,
}
