namespace AuditNode.Node.Jobs;

/// <summary>State of a job in JobRegistry.</summary>
public enum JobState
{
    /// <summary>There is no such job.</summary>
    Unknown = 0,

    /// <summary>Some consents are missing.</summary>
    Proposed = 1,

    /// <summary>All institutions with data consented.</summary>
    Consented = 2,

    /// <summary>An institution started it.</summary>
    Running = 3,

    /// <summary>All institutions with data reported the same result.</summary>
    Completed = 4,

    /// <summary>An institution ended it without a result.</summary>
    Aborted = 5,
}
