using System.Collections.Immutable;
using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Sets of parties in states.</summary>
internal static class PartySet
{
    public static ImmutableSortedSet<string> Empty { get; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    public static void Write(BinaryFieldWriter writer, ImmutableSortedSet<string> parties)
    {
        writer.WriteCount(parties.Count);
        foreach (string party in parties) writer.WriteText(party);
    }

    public static ImmutableSortedSet<string> Read(ref BoundedReader reader)
    {
        ImmutableSortedSet<string>.Builder parties = Empty.ToBuilder();
        int count = reader.ReadCount("parties", 0, VerticalKMeansJob.MaximumParties, 2);
        for (int i = 0; i < count; i++) parties.Add(reader.ReadText("party"));
        return parties.ToImmutable();
    }
}
