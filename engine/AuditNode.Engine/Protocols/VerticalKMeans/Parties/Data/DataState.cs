using System.Collections.Immutable;
using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>State of a data party.</summary>
/// <param name="Agreed">Parties that agreed, and the digests of their identifiers.</param>
/// <param name="PublicKey">The key holder's public key.</param>
/// <param name="Sent">What the computing party has to acknowledge of its columns; empty before they are sent.</param>
/// <param name="Received">Whether the computing party has them.</param>
/// <param name="Results">Results by the party that reported them.</param>
/// <param name="Assignment">Cluster of every record.</param>
/// <param name="Beacon">Its part in challenges.</param>
/// <param name="Revealed">Rounds whose challenge it contributed to.</param>
internal sealed record DataState(
    Agreements Agreed,
    StoredBlob PublicKey,
    ReadOnlyMemory<byte> Sent,
    bool Received,
    ImmutableSortedDictionary<string, ResultBody> Results,
    StoredBlob Assignment,
    BeaconState Beacon,
    int Revealed)
{
    public static DataState Start(Agreements agreed, BeaconState beacon) => new(
        agreed, StoredBlob.None, ReadOnlyMemory<byte>.Empty, false, ImmutableSortedDictionary.Create<string, ResultBody>(StringComparer.Ordinal), StoredBlob.None, beacon, 0);

    /// <summary>Whether its columns were sent.</summary>
    public bool IsSent => !Sent.IsEmpty;

    public void Write(BinaryFieldWriter writer)
    {
        Agreed.Write(writer);
        PublicKey.Write(writer);
        writer.WriteOptionalDigest(Sent.Span);
        writer.WriteByte(Received ? (byte)1 : (byte)0);
        writer.WriteCount(Results.Count);
        foreach ((string party, ResultBody result) in Results)
        {
            writer.WriteText(party);
            byte[] bytes = result.ToBytes();
            writer.WriteCount(bytes.Length);
            writer.WriteBytes(bytes);
        }

        Assignment.Write(writer);
        Beacon.Write(writer);
        writer.WriteUInt32((uint)Revealed);
    }

    public static DataState Read(ref BoundedReader reader)
    {
        Agreements agreed = Agreements.Read(ref reader);
        StoredBlob publicKey = StoredBlob.Read(ref reader, "public key");
        byte[] sent = reader.ReadOptionalDigest("sent");
        bool received = reader.ReadFlag("received");
        var results = ImmutableSortedDictionary.CreateBuilder<string, ResultBody>(StringComparer.Ordinal);
        int count = reader.ReadCount("results", 0, 2, 6);
        for (int i = 0; i < count; i++)
        {
            string party = reader.ReadText("party");
            results[party] = ResultBody.Read(reader.ReadBytes("result", reader.ReadCount("result length", 0, reader.Remaining, 1)));
        }

        return new DataState(
            agreed,
            publicKey,
            sent,
            received,
            results.ToImmutable(),
            StoredBlob.Read(ref reader, "assignment"),
            BeaconState.Read(ref reader),
            (int)reader.ReadInt64("revealed", sizeof(uint), VerticalKMeansJob.RoundLimit));
    }
}
