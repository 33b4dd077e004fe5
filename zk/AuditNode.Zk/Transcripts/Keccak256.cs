using Org.BouncyCastle.Crypto.Digests;

namespace AuditNode.Zk.Transcripts;

/// <summary>Keccak-256 as the EVM has it: padding 0x01, unlike SHA3-256 (FIPS 202).</summary>
internal static class Keccak256
{
    public const int HashByteCount = 32;

    public static KeccakDigest Create() => new(8 * HashByteCount);

    public static byte[] HashData(ReadOnlySpan<byte> data)
    {
        KeccakDigest digest = Create();
        digest.BlockUpdate(data.ToArray(), 0, data.Length);
        byte[] hash = new byte[HashByteCount];
        digest.DoFinal(hash, 0);
        return hash;
    }
}
