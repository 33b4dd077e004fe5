using AuditNode.Chain;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Verifier.Tests.Trails;

/// <summary>A chain that says of a job what a test wants, and for the rest the truth.</summary>
internal sealed class SpoiltChain(ChainTrail trail, ChainReader truth) : IChainSource
{
    public Task<ChainTrail> ReadAsync(Address ledger, Address? budget, Bytes32 jobId, CancellationToken cancellationToken) => Task.FromResult(trail);

    public Task<Bytes32?> ReadBlockHashAsync(ulong number, CancellationToken cancellationToken) => truth.ReadBlockHashAsync(number, cancellationToken);
}
