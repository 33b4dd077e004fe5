namespace AuditNode.Node.Jobs;

/// <summary>Why an institution does not take part in a job.</summary>
public enum JobRefusal
{
    /// <summary>There is no such job on the chain.</summary>
    UnknownJob,

    /// <summary>The job is in a state in which this cannot happen.</summary>
    WrongState,

    /// <summary>The bytes of the specification are not at hand.</summary>
    SpecificationMissing,

    /// <summary>The bytes are not those whose hash the chain has, or say something else than the chain.</summary>
    SpecificationMismatch,

    /// <summary>The specification asks for something that no run could do.</summary>
    SpecificationInvalid,

    /// <summary>This institution is no party of the job.</summary>
    NotParty,

    /// <summary>A party is not, or no longer, a member of the consortium that may work.</summary>
    PartyRemoved,

    /// <summary>The time for consent is over.</summary>
    DeadlinePassed,

    /// <summary>The data set is unknown, or does not have what the job asks for.</summary>
    Dataset,

    /// <summary>The job asks for more privacy budget than is left.</summary>
    Budget,

    /// <summary>The job asks for the assignment of records, and this institution does not agree to it.</summary>
    Assignment,

    /// <summary>This institution did not accept the job.</summary>
    NotAccepted,

    /// <summary>Institutions do not have the same records in the same order.</summary>
    RecordsDiffer,

    /// <summary>Institutions reported different results.</summary>
    DifferentResults,

    /// <summary>A party or the engine could not go on.</summary>
    Failed,
}
