using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>
/// The challenge of a round and the seeds of all candidates that it opens. Body of <see cref="MessageKind.NoiseOpened"/>, and the artifact
/// <see cref="ArtifactName.NoiseOpening"/>.
/// </summary>
public sealed class NoiseOpening
{
    private const uint Magic = 0x4f4e4e41; // "ANNO"

    private const ushort Version = 1;

    internal NoiseOpening(BeaconTranscript transcript, IReadOnlyList<NoiseSeed> seeds) => (Transcript, Seeds) = (transcript, seeds);

    /// <summary>What the challenge is computed from.</summary>
    public BeaconTranscript Transcript { get; }

    /// <summary>Seeds of the opened candidates in their order: all but the closed one.</summary>
    internal IReadOnlyList<NoiseSeed> Seeds { get; }

    /// <summary>Reads an opening. What it claims is not checked; replay the operation for that.</summary>
    /// <param name="bytes">The artifact's bytes and nothing else.</param>
    /// <param name="job">The job.</param>
    /// <exception cref="SerializationException">The bytes are no opening of this job.</exception>
    public static NoiseOpening FromBytes(ReadOnlySpan<byte> bytes, VerticalKMeansJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        var reader = new BoundedReader(bytes);
        uint magic = reader.ReadUInt32("magic");
        ushort version = reader.ReadUInt16("version");
        if (magic != Magic || version != Version)
            throw new SerializationException("magic", $"{magic:x8}, version {version}", $"{Magic:x8}, version {Version}", "Run the same version at all parties.");
        byte[] commitment = reader.ReadBytes("commitment", Envelope.DigestLength).ToArray(), value = reader.ReadBytes("external value", BeaconValue.Length).ToArray();
        string reference = reader.ReadText("reference");
        if (reference.Length == 0 || System.Text.Encoding.UTF8.GetByteCount(reference) > BeaconValue.MaximumReferenceLength)
            throw new SerializationException("reference", $"{reference.Length} characters", $"1 to {BeaconValue.MaximumReferenceLength} bytes", "Shorten it at the beacon.");
        reader.ReadCount("contributions", job.Parties.Count, job.Parties.Count, 2 * BeaconChain.Length);
        var contributions = new BeaconContribution[job.Parties.Count];
        for (int p = 0; p < contributions.Length; p++)
        {
            contributions[p] = new BeaconContribution(
                job.Parties[p].Name, reader.ReadBytes("anchor", BeaconChain.Length).ToArray(), reader.ReadBytes("contribution", BeaconChain.Length).ToArray());
        }

        var seeds = new NoiseSeed[reader.ReadCount("seeds", job.NoiseCandidates - 1, job.NoiseCandidates - 1, NoiseSeed.Length)];
        for (int m = 0; m < seeds.Length; m++) seeds[m] = NoiseSeed.Read(ref reader);
        reader.EnsureEnd();
        return new NoiseOpening(new BeaconTranscript(commitment, new BeaconValue(value, reference), contributions), seeds);
    }

    internal byte[] ToBytes() => FieldExtensions.Build(writer =>
    {
        writer.WriteUInt32(Magic);
        writer.WriteUInt16(Version);
        writer.WriteBytes(Transcript.Commitment.Span);
        writer.WriteBytes(Transcript.External.Value.Span);
        writer.WriteText(Transcript.External.Reference);
        writer.WriteCount(Transcript.Contributions.Count);
        foreach (BeaconContribution contribution in Transcript.Contributions)
        {
            writer.WriteBytes(contribution.Anchor.Span);
            writer.WriteBytes(contribution.Value.Span);
        }

        writer.WriteCount(Seeds.Count);
        foreach (NoiseSeed seed in Seeds) seed.Write(writer);
    });

    /// <summary>Most bytes of a job's openings.</summary>
    internal static int MaximumLength(VerticalKMeansJob job) =>
        4 + 2 + Envelope.DigestLength + BeaconValue.Length + 2 + BeaconValue.MaximumReferenceLength +
        4 + 2 * BeaconChain.Length * job.Parties.Count + 4 + NoiseSeed.Length * (job.NoiseCandidates - 1);
}
