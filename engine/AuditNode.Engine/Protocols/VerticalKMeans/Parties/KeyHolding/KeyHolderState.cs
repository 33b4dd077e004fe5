using System.Collections.Immutable;
using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>State of the key holder; its secret key is stored apart.</summary>
/// <param name="Agreed">Parties that agreed.</param>
/// <param name="Keys">The keys that it published.</param>
/// <param name="Rounds">Rounds that are over.</param>
/// <param name="Weights">Encrypted weights of the final assignment, by batch, then ciphertext of the batch.</param>
/// <param name="Assignment">Cluster of every record.</param>
internal sealed record KeyHolderState(
    ImmutableSortedSet<string> Agreed, StoredBlob Keys, RoundHistory Rounds, ImmutableList<StoredBlob> Weights, StoredBlob Assignment)
{
    private const int MaximumWeights = 1 << 20;

    public static KeyHolderState Start(JobRuntime runtime) =>
        new(PartySet.Empty, StoredBlob.None, RoundHistory.Start(runtime.Job), [], StoredBlob.None);

    public void Write(BinaryFieldWriter writer)
    {
        PartySet.Write(writer, Agreed);
        Keys.Write(writer);
        Rounds.Write(writer);
        writer.WriteCount(Weights.Count);
        foreach (StoredBlob weight in Weights) weight.Write(writer);
        Assignment.Write(writer);
    }

    public static KeyHolderState Read(ref BoundedReader reader, JobRuntime runtime)
    {
        ImmutableSortedSet<string> agreed = PartySet.Read(ref reader);
        StoredBlob keys = StoredBlob.Read(ref reader, "keys");
        RoundHistory rounds = RoundHistory.Read(ref reader, runtime.Job);
        ImmutableList<StoredBlob>.Builder weights = ImmutableList.CreateBuilder<StoredBlob>();
        int count = reader.ReadCount("weights", 0, MaximumWeights, StoredBlob.Length);
        for (int i = 0; i < count; i++) weights.Add(StoredBlob.Read(ref reader, "weight"));
        return new KeyHolderState(agreed, keys, rounds, weights.ToImmutable(), StoredBlob.Read(ref reader, "assignment"));
    }
}
