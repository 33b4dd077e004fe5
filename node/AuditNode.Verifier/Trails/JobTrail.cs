using AuditNode.Chain;
using AuditNode.Records.Jobs;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Verifier.Trails;

/// <summary>Everything there is about a job, from chain and archives together: what the checks look at.</summary>
/// <param name="Chain">What the chain says.</param>
/// <param name="SpecificationBytes">The archived specification, or null.</param>
/// <param name="Specification">The specification, or null where it is missing, malformed or not the one that was consented to.</param>
/// <param name="Streams">The streams, parties first.</param>
public sealed record JobTrail(ChainTrail Chain, ReadOnlyMemory<byte>? SpecificationBytes, JobSpecification? Specification, IReadOnlyList<StreamTrail> Streams)
{
    /// <summary>The job.</summary>
    public Bytes32 JobId => Chain.JobId;

    /// <summary>Whether the job ended with a result: nothing is on its way any more.</summary>
    public bool IsCompleted => Chain.Job?.State == (byte)JobState.Completed;

    /// <summary>An institution's stream, or null.</summary>
    /// <param name="institution">The institution.</param>
    public StreamTrail? StreamOf(Address institution) => Streams.FirstOrDefault(stream => stream.Institution == institution);
}
