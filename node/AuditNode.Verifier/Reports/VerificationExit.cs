namespace AuditNode.Verifier.Reports;

/// <summary>How a verification ended: the exit code of commands.</summary>
public enum VerificationExit
{
    /// <summary>Everything was checked, and nothing is wrong.</summary>
    Ok = 0,

    /// <summary>Something is wrong; the report says what.</summary>
    Findings = 1,

    /// <summary>What was asked for makes no sense; nothing was read.</summary>
    WrongArguments = 2,

    /// <summary>The trail is as it was anchored, but an operation does not give what its record says.</summary>
    ReplayMismatch = 3,

    /// <summary>No archive could be read.</summary>
    ArchiveUnreadable = 4,

    /// <summary>The chain could not be read, or is another one.</summary>
    ChainUnreachable = 5,

    /// <summary>Nothing is wrong as far as could be checked, and not everything could.</summary>
    Incomplete = 6,
}
