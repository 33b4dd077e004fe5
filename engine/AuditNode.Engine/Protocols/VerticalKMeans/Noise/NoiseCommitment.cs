using System.Security.Cryptography;
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
/// <param name="Rounds">Digest of the commitments to seeds of each round of the job, the same in all rounds.</param>
internal sealed record NoiseCommitment(
    ReadOnlyMemory<byte> JobDigest,
    int Round,
    IReadOnlyList<ReadOnlyMemory<byte>> Candidates,
    IReadOnlyList<ReadOnlyMemory<byte>> Seeds,
    IReadOnlyList<ReadOnlyMemory<byte>> Rounds)
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

        writer.WriteCount(Rounds.Count);
        foreach (ReadOnlyMemory<byte> digest in Rounds) writer.WriteBytes(digest.Span);
    });

    /// <summary>What the computing party's anchor commits to: the seeds of all rounds.</summary>
    public byte[] Root() => RootOf(Rounds);

    /// <summary>SHA-256 of the digests of all rounds.</summary>
    public static byte[] RootOf(IEnumerable<ReadOnlyMemory<byte>> rounds) => SHA256.HashData([.. rounds.SelectMany(r => r.ToArray())]);

    /// <summary>SHA-256 of a round's commitments to seeds.</summary>
    public static byte[] DigestOf(IEnumerable<ReadOnlyMemory<byte>> seeds) => SHA256.HashData([.. seeds.SelectMany(s => s.ToArray())]);

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
        if (round < 1 || round > runtime.Job.MaximumRounds) throw new SerializationException("round", $"{round}", $"1 to {runtime.Job.MaximumRounds}", Remedy);
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

        var rounds = new ReadOnlyMemory<byte>[reader.ReadCount("rounds", runtime.Job.MaximumRounds, runtime.Job.MaximumRounds, Envelope.DigestLength)];
        for (int r = 0; r < rounds.Length; r++) rounds[r] = reader.ReadBytes("round's digest", Envelope.DigestLength).ToArray();
        reader.EnsureEnd();
        if (!rounds[round - 1].Span.SequenceEqual(DigestOf(seeds)))
            throw new SerializationException("seeds", "others than the digest of their round names", "those that were fixed before the first round", "Draw the seeds of all rounds at the start.");
        return new NoiseCommitment(job, round, candidates, seeds, rounds);
    }

    /// <summary>Bytes of a job's commitments.</summary>
    public static int Length(VerticalKMeansJob job) => 4 + 2 + Envelope.DigestLength + 4 + 4 + 2 * Envelope.DigestLength * job.NoiseCandidates + 4 + Envelope.DigestLength * job.MaximumRounds;
}
