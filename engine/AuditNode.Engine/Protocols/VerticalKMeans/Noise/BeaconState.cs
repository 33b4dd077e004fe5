using System.Collections.Immutable;
using AuditNode.Ckks.Ring;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>A party's part in challenges: its own contributions, and what it holds the others to.</summary>
/// <param name="Seed">Secret: where its contributions come from. Empty where nothing is opened.</param>
/// <param name="Anchors">By party, its own among them; see <see cref="BeaconChain"/>.</param>
internal sealed record BeaconState(ReadOnlyMemory<byte> Seed, ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> Anchors)
{
    /// <summary>Domain of the seeds of contributions.</summary>
    public const string Domain = "AuditNode.Engine/vertical-k-means/beacon";

    private static readonly ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> NoAnchors =
        ImmutableSortedDictionary.Create<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);

    /// <summary>Draws a party's contributions to all rounds.</summary>
    /// <param name="runtime">The job.</param>
    /// <param name="party">The party.</param>
    /// <param name="source">Its randomness.</param>
    /// <param name="root">What the computing party's anchor commits to besides; empty for all others.</param>
    public static BeaconState Start(JobRuntime runtime, string party, NoiseSource source, ReadOnlySpan<byte> root = default)
    {
        if (!runtime.Job.OpensNoise) return new BeaconState(ReadOnlyMemory<byte>.Empty, NoAnchors);
        byte[] seed = new byte[BeaconChain.Length];
        using (RandomStream random = source.Open(Domain, 0)) random.Fill(seed);
        return new BeaconState(seed, NoAnchors.Add(party, BeaconChain.Anchor(BeaconChain.At(runtime.Job, runtime.Digest, party, seed, 0), root)));
    }

    /// <summary>The same with the anchor of another party.</summary>
    public BeaconState With(string party, ReadOnlyMemory<byte> anchor) => anchor.IsEmpty ? this : this with { Anchors = Anchors.Add(party, anchor) };

    public void Write(BinaryFieldWriter writer)
    {
        writer.WriteCount(Seed.Length);
        writer.WriteBytes(Seed.Span);
        writer.WriteCount(Anchors.Count);
        foreach ((string party, ReadOnlyMemory<byte> anchor) in Anchors)
        {
            writer.WriteText(party);
            writer.WriteBytes(anchor.Span);
        }
    }

    public static BeaconState Read(ref BoundedReader reader)
    {
        byte[] seed = reader.ReadBytes("beacon seed", reader.ReadCount("beacon seed length", 0, BeaconChain.Length, 1)).ToArray();
        var anchors = NoAnchors.ToBuilder();
        int count = reader.ReadCount("anchors", 0, VerticalKMeansJob.MaximumParties, 2 + BeaconChain.Length);
        for (int i = 0; i < count; i++) anchors[reader.ReadText("party")] = reader.ReadBytes("anchor", BeaconChain.Length).ToArray();
        return new BeaconState(seed, anchors.ToImmutable());
    }
}
