using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>All that the challenge of a round is computed from.</summary>
/// <param name="Commitment">SHA-256 of the commitment to the candidates, 32 bytes.</param>
/// <param name="External">The external value that belongs to the commitment.</param>
/// <param name="Contributions">Of all parties, in the order of the job.</param>
public sealed record BeaconTranscript(ReadOnlyMemory<byte> Commitment, BeaconValue External, IReadOnlyList<BeaconContribution> Contributions)
{
    private static ReadOnlySpan<byte> Label => "AuditNode noise challenge v1"u8;

    /// <summary>Index of the candidate that stays closed: uniform but for 2^-122 as long as one party's contribution is.</summary>
    /// <param name="job">The job.</param>
    /// <param name="round">Round from 1.</param>
    /// <exception cref="InvalidJobException">The job is refused.</exception>
    public int Closed(VerticalKMeansJob job, int round)
    {
        ArgumentNullException.ThrowIfNull(job);
        return Closed(job, job.Digest(), round);
    }

    internal int Closed(VerticalKMeansJob job, byte[] jobDigest, int round)
    {
        byte[] challenge = SHA256.HashData(FieldExtensions.Build(writer =>
        {
            writer.WriteBytes(Label);
            writer.WriteBytes(jobDigest);
            writer.WriteUInt32((uint)round);
            writer.WriteBytes(Commitment.Span);
            writer.WriteBytes(External.Value.Span);
            writer.WriteCount(Contributions.Count);
            foreach (BeaconContribution contribution in Contributions)
            {
                writer.WriteText(contribution.Party);
                writer.WriteBytes(contribution.Value.Span);
            }
        }));
        return (int)(BinaryPrimitives.ReadUInt128LittleEndian(challenge) % (UInt128)job.NoiseCandidates);
    }

    /// <summary>The party whose contribution is not the one that it committed to, or null.</summary>
    /// <remarks>For the computing party it may also be the seeds of the commitment that are not those of its anchor.</remarks>
    internal string? FindImpostor(VerticalKMeansJob job, byte[] jobDigest, NoiseCommitment commitment)
    {
        string computing = job.ComputingParty.Name;
        byte[] root = commitment.Root();
        return Contributions.FirstOrDefault(c =>
            !BeaconChain.Leads(jobDigest, c.Party, c.Value.Span, commitment.Round, c.Anchor.Span, c.Party == computing ? root : default(ReadOnlySpan<byte>)))?.Party;
    }
}

/// <summary>A party's contribution to a challenge.</summary>
/// <param name="Party">Its name.</param>
/// <param name="Anchor">What it committed to before the first round, 32 bytes.</param>
/// <param name="Value">The contribution, 32 bytes.</param>
public sealed record BeaconContribution(string Party, ReadOnlyMemory<byte> Anchor, ReadOnlyMemory<byte> Value);
