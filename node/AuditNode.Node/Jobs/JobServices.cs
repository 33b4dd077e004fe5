using AuditNode.Node.Journal;
using AuditNode.Node.Proofs;
using AuditNode.Records.Archives;
using AuditNode.Zk.Groups;

namespace AuditNode.Node.Jobs;

/// <summary>What jobs of an institution are run with.</summary>
public sealed record JobServices
{
    /// <summary>The contracts.</summary>
    public required JobChain Chain { get; init; }

    /// <summary>Specifications at hand.</summary>
    public required SpecificationStore Specifications { get; init; }

    /// <summary>The institution's data sets.</summary>
    public required DatasetCatalogue Datasets { get; init; }

    /// <summary>Their privacy accounts.</summary>
    public required DatasetAccounts Accounts { get; init; }

    /// <summary>Where states are kept.</summary>
    public required JobFolder Folder { get; init; }

    /// <summary>The institution's archive.</summary>
    public required Archive Archive { get; init; }

    /// <summary>Makes the records.</summary>
    public required OperationJournals Journals { get; init; }

    /// <summary>Connects the parties.</summary>
    public required IJobTransports Transports { get; init; }

    /// <summary>Takes what is refused of peers' messages; the same that their server writes to.</summary>
    public OpenJournals OpenJournals { get; init; } = new();

    /// <summary>The institution's public proof key, which relations are attributed to.</summary>
    public required GroupElement<Bn254> PublicKey { get; init; }

    /// <summary>Where it is written how far jobs are.</summary>
    public required JobProgressBoard Progress { get; init; }

    /// <summary>How beacons take their values.</summary>
    public BlockBeaconOptions Beacon { get; init; } = new();

    /// <summary>Threads of a job's computation, at least 1; all processors by default.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>How often the chain is asked about a running job. Default 1 s.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The institution's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
