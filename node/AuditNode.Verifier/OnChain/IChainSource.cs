using AuditNode.Chain;

namespace AuditNode.Verifier.OnChain;

/// <summary>Where verifications learn what a chain says.</summary>
internal interface IChainSource
{
    /// <summary>All that a chain says about a job.</summary>
    Task<ChainTrail> ReadAsync(Address ledger, Address? budget, Bytes32 jobId, CancellationToken cancellationToken);

    /// <summary>The hash of a block of the chain, or null where it is not that long.</summary>
    Task<Bytes32?> ReadBlockHashAsync(ulong number, CancellationToken cancellationToken);
}
