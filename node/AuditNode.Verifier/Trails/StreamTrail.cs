using AuditNode.Chain;
using AuditNode.Records.Jobs;
using AuditNode.Verifier.OnChain;

namespace AuditNode.Verifier.Trails;

/// <summary>The records of one institution in one job, from chain and archives together.</summary>
/// <param name="Chain">What the chain has.</param>
/// <param name="Party">The institution's part in the job, or null where the specification is missing or does not name it.</param>
/// <param name="Records">Every place from 0 to the last that chain or archive has.</param>
public sealed record StreamTrail(ChainStream Chain, PartySpecification? Party, IReadOnlyList<TrailRecord> Records)
{
    private readonly Lazy<Dictionary<Bytes32, TrailRecord>> _byHash = new(() =>
        Records.Where(record => record.Hash is not null).DistinctBy(record => record.Hash).ToDictionary(record => record.Hash!.Value));

    private readonly Lazy<ILookup<Bytes32, TrailRecord>> _byInput = new(() => Records.Where(record => record.IsSound)
        .SelectMany(record => (record.Inputs ?? []).Select(input => (input.Sha256, record))).Distinct().ToLookup(pair => pair.Sha256, pair => pair.record));

    /// <summary>Whose.</summary>
    public Address Institution => Chain.Institution;

    /// <summary>
    /// Whether an archive has it as its own, so that nothing of it may be missing. Of another institution's stream an archive may have single
    /// records, which came with messages, but hardly the first one, and not half of them.
    /// </summary>
    public bool IsGiven { get; init; }

    /// <summary>Whether every place is sound: only then does the absence of a record say something.</summary>
    public bool IsComplete => Records.All(record => record.IsSound);

    /// <summary>The sound records, in order.</summary>
    public IEnumerable<TrailRecord> Sound => Records.Where(record => record.IsSound);

    /// <summary>Places that are anchored.</summary>
    public long AnchoredCount => Chain.Records.Count;

    /// <summary>The record with a hash, or null.</summary>
    /// <param name="hash">An anchored hash, or that of archived bytes.</param>
    public TrailRecord? Find(Bytes32 hash) => _byHash.Value.GetValueOrDefault(hash);

    /// <summary>The sound records that have bytes among their inputs.</summary>
    /// <param name="sha256">The bytes' digest.</param>
    public IEnumerable<TrailRecord> Taking(Bytes32 sha256) => _byInput.Value[sha256];
}
