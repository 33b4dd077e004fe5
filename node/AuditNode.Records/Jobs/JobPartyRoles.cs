namespace AuditNode.Records.Jobs;

/// <summary>What a party does in a job.</summary>
[Flags]
public enum JobPartyRoles
{
    /// <summary>Nothing; not allowed in a specification.</summary>
    None = 0,

    /// <summary>Evaluates under encryption; one party of a job. Written <c>computing</c>.</summary>
    Computing = 1,

    /// <summary>Holds the secret key; one party of a job, not the computing one. Written <c>key-holder</c>.</summary>
    KeyHolder = 2,

    /// <summary>Brings columns, and so has to consent on the chain. Written <c>data</c>.</summary>
    Data = 4,
}
