using System.Collections.Immutable;
using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>State of the key holder; its secret key is stored apart.</summary>
/// <param name="Agreed">Parties that agreed, and the digests of their identifiers.</param>
/// <param name="Keys">The keys that it published.</param>
/// <param name="Rounds">Rounds that are over.</param>
/// <param name="Weights">Encrypted weights of the final assignment, by batch, then ciphertext of the batch.</param>
/// <param name="Assignment">Cluster of every record.</param>
/// <param name="Beacon">Its part in challenges.</param>
/// <param name="Noise">The computing party's noise of the round that comes next, or null before it is committed to.</param>
internal sealed record KeyHolderState(
    Agreements Agreed,
    StoredBlob Keys,
    RoundHistory Rounds,
    ImmutableList<StoredBlob> Weights,
    StoredBlob Assignment,
    BeaconState Beacon,
    CheckedNoise? Noise)
{
    private const int MaximumWeights = 1 << 20;

    public static KeyHolderState Start(JobRuntime runtime, Agreements agreed, BeaconState beacon) =>
        new(agreed, StoredBlob.None, RoundHistory.Start(runtime.Job), [], StoredBlob.None, beacon, null);

    public void Write(BinaryFieldWriter writer)
    {
        Agreed.Write(writer);
        Keys.Write(writer);
        Rounds.Write(writer);
        writer.WriteCount(Weights.Count);
        foreach (StoredBlob weight in Weights) weight.Write(writer);
        Assignment.Write(writer);
        Beacon.Write(writer);
        writer.WriteByte(Noise is null ? (byte)0 : (byte)1);
        Noise?.Write(writer);
    }

    public static KeyHolderState Read(ref BoundedReader reader, JobRuntime runtime)
    {
        Agreements agreed = Agreements.Read(ref reader);
        StoredBlob keys = StoredBlob.Read(ref reader, "keys");
        RoundHistory rounds = RoundHistory.Read(ref reader, runtime.Job);
        ImmutableList<StoredBlob>.Builder weights = ImmutableList.CreateBuilder<StoredBlob>();
        int count = reader.ReadCount("weights", 0, MaximumWeights, StoredBlob.Length);
        for (int i = 0; i < count; i++) weights.Add(StoredBlob.Read(ref reader, "weight"));
        StoredBlob assignment = StoredBlob.Read(ref reader, "assignment");
        BeaconState beacon = BeaconState.Read(ref reader);
        return new KeyHolderState(agreed, keys, rounds, weights.ToImmutable(), assignment, beacon, reader.ReadFlag("noise") ? CheckedNoise.Read(ref reader) : null);
    }
}
