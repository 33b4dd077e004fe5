using AuditNode.Chain;
using AuditNode.Contracts;

namespace AuditNode.Verifier.OnChain;

/// <summary>All that a chain says about a job, read at one block. Immutable; nothing of it is judged yet.</summary>
public sealed record ChainTrail
{
    /// <summary>The chain's id (EIP-155).</summary>
    public required ulong ChainId { get; init; }

    /// <summary>The contracts.</summary>
    public required ContractAddresses Contracts { get; init; }

    /// <summary>The block up to which it was read.</summary>
    public required ChainHead Head { get; init; }

    /// <summary>The job's number.</summary>
    public required Bytes32 JobId { get; init; }

    /// <summary>The job, or null where the chain has none of this number.</summary>
    public required JobRegistry.Job? Job { get; init; }

    /// <summary>Who consented, in the order of the chain.</summary>
    public required IReadOnlyList<ChainConsent> Consents { get; init; }

    /// <summary>A stream for each party of the job, in its order, also where it is empty; then those of others that have records.</summary>
    public required IReadOnlyList<ChainStream> Streams { get; init; }

    /// <summary>The institutions' proof keys.</summary>
    public required KeyHistory Keys { get; init; }

    /// <summary>Charges of privacy budgets for the job, in the order of the chain; null where no contract of budgets was named.</summary>
    public required IReadOnlyList<ChainCharge>? Charges { get; init; }

    /// <summary>The parties; none where there is no job.</summary>
    public IReadOnlyList<Address> Parties => Job?.Spec.Parties ?? [];

    /// <summary>An institution's stream, or null.</summary>
    /// <param name="institution">The institution.</param>
    public ChainStream? StreamOf(Address institution) => Streams.FirstOrDefault(stream => stream.Institution == institution);
}
