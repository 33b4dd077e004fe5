using System.Collections.Immutable;
using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols;

/// <summary>What every party keeps beside the state of its role.</summary>
/// <param name="Links">By the other party's name.</param>
/// <param name="OperationCount">Operations numbered so far.</param>
/// <param name="Unreported">Operations that the log may not have got.</param>
internal sealed record MachineState(ImmutableSortedDictionary<string, LinkState> Links, long OperationCount, ImmutableList<Operation> Unreported)
{
    private const int MaximumOperations = 1 << 20;

    public static MachineState Fresh(IEnumerable<string> peers) =>
        new(ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, peers.Select(p => KeyValuePair.Create(p, LinkState.Fresh))), 0, []);

    public void Write(BinaryFieldWriter writer)
    {
        writer.WriteCount(Links.Count);
        foreach ((string peer, LinkState link) in Links)
        {
            writer.WriteText(peer);
            link.Write(writer);
        }

        writer.WriteUInt64((ulong)OperationCount);
        writer.WriteCount(Unreported.Count);
        foreach (Operation operation in Unreported) OperationCodec.Write(writer, operation);
    }

    public static MachineState Read(ref BoundedReader reader, IBlobStore blobs)
    {
        var links = ImmutableSortedDictionary.CreateBuilder<string, LinkState>(StringComparer.Ordinal);
        int count = reader.ReadCount("links", 0, 1024, 14);
        for (int i = 0; i < count; i++) links[reader.ReadText("peer")] = LinkState.Read(ref reader);
        long operations = reader.ReadInt64("operations", sizeof(ulong), long.MaxValue);
        ImmutableList<Operation>.Builder unreported = ImmutableList.CreateBuilder<Operation>();
        count = reader.ReadCount("unreported", 0, MaximumOperations, OperationCodec.MinimumLength);
        for (int i = 0; i < count; i++) unreported.Add(OperationCodec.Read(ref reader, blobs));
        return new MachineState(links.ToImmutable(), operations, unreported.ToImmutable());
    }
}
