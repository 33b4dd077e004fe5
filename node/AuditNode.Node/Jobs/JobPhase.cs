namespace AuditNode.Node.Jobs;

/// <summary>How far this institution is with a job.</summary>
public enum JobPhase
{
    /// <summary>It does nothing for it.</summary>
    Idle,

    /// <summary>Waits for a free place among the jobs that run.</summary>
    Queued,

    /// <summary>Reads its data and waits for the job to be started on the chain.</summary>
    Starting,

    /// <summary>Runs the protocol.</summary>
    Running,

    /// <summary>Has its result; waits for its records to be final and for the others' results.</summary>
    Completing,

    /// <summary>The job is completed.</summary>
    Completed,

    /// <summary>The job was aborted.</summary>
    Aborted,

    /// <summary>Could not go on and tries again.</summary>
    Interrupted,
}
