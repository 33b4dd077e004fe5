namespace AuditNode.Node.Journal;

/// <summary>How far a transaction of the journal is. The numbers are stored.</summary>
internal enum SubmissionStatus
{
    /// <summary>Stored; on its way, or to be sent.</summary>
    Submitted = 0,

    /// <summary>In a block that may still leave the chain.</summary>
    Included = 1,

    /// <summary>In a block that stays.</summary>
    Final = 2,

    /// <summary>Without effect: refused, replaced, or in a block that left the chain.</summary>
    Lost = 3,
}
