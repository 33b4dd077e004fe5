using System.Collections.Immutable;
using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>
/// What the computing party keeps of a round between the commitment to its candidates and the challenge.
/// </summary>
/// <param name="Packed">The round's encrypted sums before noise.</param>
/// <param name="Variances">Variances of the noise.</param>
/// <param name="Commitment">What was committed to.</param>
/// <param name="Contributions">Of the other parties, by their names, as far as they have come.</param>
internal sealed record PendingNoise(
    StoredBlob Packed, StoredBlob Variances, StoredBlob Commitment, ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> Contributions)
{
    /// <summary>Nobody has contributed yet.</summary>
    public static ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> NoContributions { get; } =
        ImmutableSortedDictionary.Create<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);

    public void Write(BinaryFieldWriter writer)
    {
        Packed.Write(writer);
        Variances.Write(writer);
        Commitment.Write(writer);
        writer.WriteCount(Contributions.Count);
        foreach ((string party, ReadOnlyMemory<byte> contribution) in Contributions)
        {
            writer.WriteText(party);
            writer.WriteBytes(contribution.Span);
        }
    }

    public static PendingNoise Read(ref BoundedReader reader, VerticalKMeansJob job)
    {
        StoredBlob packed = StoredBlob.Read(ref reader, "packed sums"), variances = StoredBlob.Read(ref reader, "variances"), commitment = StoredBlob.Read(ref reader, "commitment");
        var contributions = NoContributions.ToBuilder();
        int count = reader.ReadCount("contributions", 0, job.Parties.Count, 2 + BeaconChain.Length);
        for (int i = 0; i < count; i++) contributions[reader.ReadText("party")] = reader.ReadBytes("contribution", BeaconChain.Length).ToArray();
        return new PendingNoise(packed, variances, commitment, contributions.ToImmutable());
    }
}
