using System.Security.Cryptography;
using AuditNode.Ckks.Rlwe;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>
/// Seeds of the candidates of all rounds, fixed before the first: each round's come from a key, and the next round's key is the hash of that
/// key, so that what is stored later says nothing of rounds that are over.
/// </summary>
/// <remarks>
/// A computing party that chose its seeds in a round would try some until it likes the noise. These are committed to before the key holder
/// makes its keys, whose digest goes into the noise (docs/noise-proof.md).
/// </remarks>
internal static class NoiseRatchet
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyLength = RandomStream.SeedLength;

    private const string Domain = "AuditNode.Engine/vertical-k-means/noise-seeds";

    private static ReadOnlySpan<byte> Label => "AuditNode noise ratchet v1"u8;

    /// <summary>The key of the first round.</summary>
    public static byte[] Start(NoiseSource source)
    {
        byte[] key = new byte[KeyLength];
        using RandomStream random = source.Open(ComputingParty.NoiseDomain, 0);
        random.Fill(key);
        return key;
    }

    /// <summary>The key of the round after.</summary>
    public static byte[] Next(ReadOnlySpan<byte> key) => SHA256.HashData([.. Label, .. key]);

    /// <summary>The seeds of a round from its key.</summary>
    public static NoiseSeed[] Seeds(ReadOnlySpan<byte> key, int candidates)
    {
        using var random = new RandomStream(key, Domain);
        var seeds = new NoiseSeed[candidates];
        for (int m = 0; m < candidates; m++) seeds[m] = NoiseSeed.Draw(random);
        return seeds;
    }

    /// <summary>The digest of each round's commitments to seeds, from the key of the first; see <see cref="NoiseCommitment.DigestOf"/>.</summary>
    public static byte[][] Rounds(ReadOnlySpan<byte> key, VerticalKMeansJob job)
    {
        var digests = new byte[job.MaximumRounds][];
        byte[] current = key.ToArray();
        for (int r = 0; r < digests.Length; r++, current = Next(current))
            digests[r] = NoiseCommitment.DigestOf([.. Seeds(current, job.NoiseCandidates).Select(s => (ReadOnlyMemory<byte>)s.Commit())]);
        return digests;
    }
}
