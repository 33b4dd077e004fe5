using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>
/// What the computing party commits to before there is a challenge: the candidates for its noise in a round. Body of
/// <see cref="MessageKind.NoiseCommitted"/>, and the artifact.
/// </summary>
/// <param name="JobDigest">SHA-256 of the job.</param>
/// <param name="Round">Round from 1.</param>
/// <param name="Candidates">SHA-256 of each candidate's bytes.</param>
/// <param name="Seeds">Commitment to each candidate's seed; see <see cref="NoiseSeed.Commit"/>.</param>
internal sealed record NoiseCommitment(
    ReadOnlyMemory<byte> JobDigest, int Round, IReadOnlyList<ReadOnlyMemory<byte>> Candidates, IReadOnlyList<ReadOnlyMemory<byte>> Seeds)
{
    private const uint Magic = 0x434e4e41; // "ANNC"

    private const ushort Version = 1;

    public byte[] ToBytes() => FieldExtensions.Build(writer =>
    {
        writer.WriteUInt32(Magic);
        writer.WriteUInt16(Version);
        writer.WriteBytes(JobDigest.Span);
        writer.WriteUInt32((uint)Round);
        writer.WriteCount(Candidates.Count);
        for (int m = 0; m < Candidates.Count; m++)
        {
            writer.WriteBytes(Candidates[m].Span);
            writer.WriteBytes(Seeds[m].Span);
        }
    });

    /// <summary>Reads the commitment of a job and round; that of any other is refused.</summary>
    public static NoiseCommitment Read(ReadOnlySpan<byte> body, JobRuntime runtime, int round)
    {
        const string Remedy = "Commit anew for each job and round.";
        var reader = new BoundedReader(body);
        uint magic = reader.ReadUInt32("magic");
        ushort version = reader.ReadUInt16("version");
        if (magic != Magic || version != Version)
            throw new SerializationException("magic", $"{magic:x8}, version {version}", $"{Magic:x8}, version {Version}", "Run the same version at all parties.");
        byte[] job = reader.ReadBytes("job", Envelope.DigestLength).ToArray();
        if (!job.AsSpan().SequenceEqual(runtime.Digest)) throw new SerializationException("job", Convert.ToHexStringLower(job), Convert.ToHexStringLower(runtime.Digest), Remedy);
        long committed = reader.ReadInt64("round", sizeof(uint), VerticalKMeansJob.RoundLimit);
        if (committed != round) throw new SerializationException("round", $"{committed}", $"{round}", Remedy);
        int count = reader.ReadCount("candidates", runtime.Job.NoiseCandidates, runtime.Job.NoiseCandidates, 2 * Envelope.DigestLength);
        var candidates = new ReadOnlyMemory<byte>[count];
        var seeds = new ReadOnlyMemory<byte>[count];
        for (int m = 0; m < count; m++)
        {
            candidates[m] = reader.ReadBytes("candidate", Envelope.DigestLength).ToArray();
            seeds[m] = reader.ReadBytes("seed", Envelope.DigestLength).ToArray();
        }

        reader.EnsureEnd();
        return new NoiseCommitment(job, round, candidates, seeds);
    }

    /// <summary>Bytes of a job's commitments.</summary>
    public static int Length(VerticalKMeansJob job) => 4 + 2 + Envelope.DigestLength + 4 + 4 + 2 * Envelope.DigestLength * job.NoiseCandidates;
}
