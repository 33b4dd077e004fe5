using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Verifier.Archives;
using AuditNode.Verifier.OnChain;
using AuditNode.Verifier.Replay;

namespace AuditNode.Verifier;

/// <summary>What is to be verified, and against which chain.</summary>
public sealed record VerificationRequest
{
    /// <summary>An Ethereum node, http or https; anybody's, best one's own.</summary>
    public required Uri Rpc { get; init; }

    /// <summary>The AuditLedger; null to take the address from a bundle.</summary>
    public Address? Ledger { get; init; }

    /// <summary>The PrivacyBudget; null to take the address from a bundle, or else to leave charges unchecked.</summary>
    public Address? Budget { get; init; }

    /// <summary>Archives (folders) and bundles (files), which are read as one.</summary>
    public IReadOnlyList<string> Archives { get; init; } = [];

    /// <summary>The jobs; all of which an archive has something where empty.</summary>
    public IReadOnlyList<Bytes32> Jobs { get; init; } = [];

    /// <summary>What is replayed; null for nothing.</summary>
    public ReplayPlan? Replay { get; init; }

    /// <summary>How the chain is read.</summary>
    public ChainReadOptions Chain { get; init; } = new();

    /// <summary>How the node is talked to.</summary>
    public JsonRpcOptions Connection { get; init; } = new();

    /// <summary>What an archive may hold.</summary>
    public ArchiveLimits Limits { get; init; } = new();

    /// <summary>Files and operations at a time, at least 1; all processors by default. The report does not depend on it.</summary>
    public int MaxDegreeOfParallelism { get; init; } = Environment.ProcessorCount;
}
