using System.Collections.Immutable;
using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>State of the computing party.</summary>
/// <param name="Agreed">Parties that agreed, and the digests of their identifiers.</param>
/// <param name="Keys">The key holder's keys.</param>
/// <param name="Features">Ciphertexts by feature, then batch.</param>
/// <param name="Rounds">Rounds that are over.</param>
/// <param name="Masked">Masked sums whose release is awaited.</param>
/// <param name="Assignment">Cluster of every record.</param>
/// <param name="Beacon">Its part in challenges.</param>
/// <param name="NoiseKey">Secret: where the seeds of the next round's candidates come from; see <see cref="NoiseRatchet"/>.</param>
/// <param name="NoiseRounds">Digests of the commitments to the seeds of all rounds; none where nothing is opened.</param>
/// <param name="Noise">Candidates for the noise of the round, between their commitment and the challenge.</param>
internal sealed record ComputingState(
    Agreements Agreed,
    StoredBlob Keys,
    ImmutableList<StoredBlob> Features,
    RoundHistory Rounds,
    StoredBlob Masked,
    StoredBlob Assignment,
    BeaconState Beacon,
    ReadOnlyMemory<byte> NoiseKey,
    StoredBlob NoiseRounds,
    PendingNoise? Noise)
{
    public static ComputingState Start(JobRuntime runtime, Agreements agreed, BeaconState beacon, ReadOnlyMemory<byte> noiseKey, StoredBlob noiseRounds) => new(
        agreed,
        StoredBlob.None,
        [.. Enumerable.Repeat(StoredBlob.None, runtime.FeatureCiphertexts)],
        RoundHistory.Start(runtime.Job),
        StoredBlob.None,
        StoredBlob.None,
        beacon,
        noiseKey,
        noiseRounds,
        null);

    /// <summary>Whether everything is there that a round needs.</summary>
    public bool IsReady(VerticalKMeansJob job) => Agreed.IsComplete(job) && !Keys.IsNone && !Features.Contains(StoredBlob.None);

    public void Write(BinaryFieldWriter writer)
    {
        Agreed.Write(writer);
        Keys.Write(writer);
        foreach (StoredBlob feature in Features) feature.Write(writer);
        Rounds.Write(writer);
        Masked.Write(writer);
        Assignment.Write(writer);
        Beacon.Write(writer);
        writer.WriteBytes(NoiseKey.Span);
        NoiseRounds.Write(writer);
        writer.WriteByte(Noise is null ? (byte)0 : (byte)1);
        Noise?.Write(writer);
    }

    public static ComputingState Read(ref BoundedReader reader, JobRuntime runtime)
    {
        Agreements agreed = Agreements.Read(ref reader);
        StoredBlob keys = StoredBlob.Read(ref reader, "keys");
        ImmutableList<StoredBlob>.Builder features = ImmutableList.CreateBuilder<StoredBlob>();
        for (int i = 0; i < runtime.FeatureCiphertexts; i++)
        {
            StoredBlob feature = StoredBlob.Read(ref reader, "feature");
            features.Add(feature.IsNone ? StoredBlob.None : feature);
        }

        return new ComputingState(
            agreed,
            keys,
            features.ToImmutable(),
            RoundHistory.Read(ref reader, runtime.Job),
            StoredBlob.Read(ref reader, "masked sums"),
            StoredBlob.Read(ref reader, "assignment"),
            BeaconState.Read(ref reader),
            reader.ReadBytes("noise key", NoiseRatchet.KeyLength).ToArray(),
            StoredBlob.Read(ref reader, "noise rounds"),
            reader.ReadFlag("noise") ? PendingNoise.Read(ref reader, runtime.Job) : null);
    }
}
