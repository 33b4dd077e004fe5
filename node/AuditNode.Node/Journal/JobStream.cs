using System.Collections.Immutable;
using AuditNode.Chain;
using AuditNode.Engine.Protocols;

namespace AuditNode.Node.Journal;

/// <summary>What the journal must know of a job to make records of its operations.</summary>
/// <param name="JobId">The job's number in JobRegistry.</param>
public sealed record JobStream(Bytes32 JobId)
{
    /// <summary>The class of leakage of records from which nothing leaks to other parties.</summary>
    public const string NoLeakage = "none";

    /// <summary>The institution behind each name of a party. Operations name parties, records institutions.</summary>
    public IReadOnlyDictionary<string, Address> Institutions { get; init; } = ImmutableDictionary<string, Address>.Empty;

    /// <summary>The declared class of leakage in the job's specification, for operations from which something leaks to other parties.</summary>
    public string Leakage { get; init; } = NoLeakage;

    /// <summary>The delta at which the job states its epsilon, in [0, 1).</summary>
    public double Delta { get; init; }

    /// <summary>What records prove beyond who made them; null for nothing.</summary>
    public IRelationProver? Prover { get; init; }

    /// <summary>
    /// The dataset whose owner pays an operation with a privacy cost (PrivacyBudget, the sender's identifier); null where this institution
    /// has none in the job. A report returns only when the charge is final. Asked when the operation is reported.
    /// </summary>
    public required Func<Operation, Bytes32?> DatasetOf { get; init; }

    /// <summary>
    /// The other institution's record of the message that an operation took, which came with the message; null where it is not known.
    /// Asked once, when the operation is recorded.
    /// </summary>
    public Func<Operation, CancellationToken, ValueTask<Bytes32?>> SentRecordOf { get; init; } = (_, _) => ValueTask.FromResult<Bytes32?>(null);
}
