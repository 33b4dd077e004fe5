namespace AuditNode.Verifier.OnChain;

/// <summary>The state of a job, as JobRegistry numbers it.</summary>
public enum JobState
{
    /// <summary>There is no such job.</summary>
    Unknown = 0,

    /// <summary>Proposed; not all data holders consented.</summary>
    Proposed = 1,

    /// <summary>All data holders consented.</summary>
    Consented = 2,

    /// <summary>Started.</summary>
    Running = 3,

    /// <summary>All data holders reported the same result.</summary>
    Completed = 4,

    /// <summary>Ended without a result.</summary>
    Aborted = 5,
}
