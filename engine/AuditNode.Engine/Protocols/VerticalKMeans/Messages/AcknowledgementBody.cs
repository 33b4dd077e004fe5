using System.Security.Cryptography;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Body of <see cref="MessageKind.FeaturesReceived"/>: SHA-256 over the digests of a party's ciphertexts, in the order of features and batches.</summary>
internal static class AcknowledgementBody
{
    public const int Length = SHA256.HashSizeInBytes;

    public static byte[] Of(IEnumerable<ReadOnlyMemory<byte>> ciphertexts) => SHA256.HashData([.. ciphertexts.SelectMany(digest => digest.ToArray())]);
}
