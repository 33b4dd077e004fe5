using System.Security.Cryptography;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>
/// A party's contributions to the challenges of all rounds, fixed before the first: that of round r - 1 is the hash of that of round r, the last
/// is a secret seed, and the one before round 1, the anchor, is published at the start and commits to them all.
/// </summary>
internal static class BeaconChain
{
    /// <summary>Bytes of a seed, contribution or anchor.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> RootLabel => "AuditNode beacon and noise root v1"u8;

    private static ReadOnlySpan<byte> Label => "AuditNode beacon chain v1"u8;

    /// <summary>The contribution to a round, or what comes before all for round 0.</summary>
    public static byte[] At(VerticalKMeansJob job, ReadOnlySpan<byte> jobDigest, string party, ReadOnlySpan<byte> seed, int round)
    {
        byte[] value = seed.ToArray();
        for (int r = job.MaximumRounds; r > round; r--) value = Link(jobDigest, party, r, value);
        return value;
    }

    /// <summary>The anchor of contributions; that of the computing party commits to the seeds of its candidates too.</summary>
    /// <param name="first">What comes before the contribution to round 1.</param>
    /// <param name="root">See <see cref="NoiseCommitment.Root"/>; empty for all other parties.</param>
    public static byte[] Anchor(ReadOnlySpan<byte> first, ReadOnlySpan<byte> root) => root.IsEmpty ? first.ToArray() : SHA256.HashData([.. RootLabel, .. first, .. root]);

    /// <summary>Whether a contribution to a round is the one that an anchor commits to.</summary>
    public static bool Leads(
        ReadOnlySpan<byte> jobDigest, string party, ReadOnlySpan<byte> contribution, int round, ReadOnlySpan<byte> anchor, ReadOnlySpan<byte> root = default)
    {
        byte[] value = contribution.ToArray();
        for (int r = round; r > 0; r--) value = Link(jobDigest, party, r, value);
        return anchor.SequenceEqual(Anchor(value, root));
    }

    private static byte[] Link(ReadOnlySpan<byte> jobDigest, string party, int round, byte[] value)
    {
        byte[] job = jobDigest.ToArray();
        return SHA256.HashData(FieldExtensions.Build(writer =>
        {
            writer.WriteBytes(Label);
            writer.WriteBytes(job);
            writer.WriteText(party);
            writer.WriteUInt32((uint)round);
            writer.WriteBytes(value);
        }));
    }
}
