using System.Collections.Immutable;
using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Which parties agreed, the own one among them, and the digests of their records' identifiers.</summary>
/// <param name="Identifiers">By party: 32 bytes, or none.</param>
internal sealed record Agreements(ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> Identifiers)
{
    private static readonly ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> s_none =
        ImmutableSortedDictionary.Create<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);

    /// <summary>A party's own agreement.</summary>
    public static Agreements Start(string party, PartyInput input) => new(s_none.Add(party, input.Identifiers));

    public bool Contains(string party) => Identifiers.ContainsKey(party);

    /// <summary>Whether all parties of a job agreed.</summary>
    public bool IsComplete(VerticalKMeansJob job) => Identifiers.Count == job.Parties.Count;

    public Agreements With(string party, ReadOnlyMemory<byte> identifiers) => new(Identifiers.Add(party, identifiers));

    /// <summary>A party with columns that agreed and whose records are not those of another one that brings columns, or null.</summary>
    public string? FindOther(VerticalKMeansJob job, string party, ReadOnlyMemory<byte> identifiers) => job.PartyNamed(party).Columns.Count == 0
        ? null
        : Identifiers.Where(agreed => job.PartyNamed(agreed.Key).Columns.Count > 0 && !agreed.Value.Span.SequenceEqual(identifiers.Span)).Select(agreed => agreed.Key).FirstOrDefault();

    public void Write(BinaryFieldWriter writer)
    {
        writer.WriteCount(Identifiers.Count);
        foreach ((string party, ReadOnlyMemory<byte> identifiers) in Identifiers)
        {
            writer.WriteText(party);
            writer.WriteOptionalDigest(identifiers.Span);
        }
    }

    public static Agreements Read(ref BoundedReader reader)
    {
        var parties = s_none.ToBuilder();
        int count = reader.ReadCount("parties", 1, VerticalKMeansJob.MaximumParties, 3);
        for (int i = 0; i < count; i++)
            parties[reader.ReadText("party")] = reader.ReadOptionalDigest("identifiers");
        return new Agreements(parties.ToImmutable());
    }
}
