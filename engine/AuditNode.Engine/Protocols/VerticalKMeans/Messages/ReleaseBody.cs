using System.Numerics;
using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Body of <see cref="MessageKind.SumsReleased"/>.</summary>
/// <param name="Request">SHA-256 of the masked sums that were decrypted.</param>
/// <param name="Centroids">SHA-256 of the centroids that the key holder computed from the sums.</param>
/// <param name="Sums">k (d + 1) integers.</param>
internal sealed record ReleaseBody(ReadOnlyMemory<byte> Request, ReadOnlyMemory<byte> Centroids, IReadOnlyList<BigInteger> Sums)
{
    public byte[] ToBytes() => [.. Request.Span, .. Centroids.Span, .. SumsBody.Write(Sums)];

    public static ReleaseBody Read(ReadOnlySpan<byte> body, int outputs)
    {
        var reader = new BoundedReader(body);
        byte[] request = reader.ReadBytes("request", Envelope.DigestLength).ToArray();
        byte[] centroids = reader.ReadBytes("centroids", Envelope.DigestLength).ToArray();
        BigInteger[] sums = SumsBody.Read(ref reader, outputs);
        reader.EnsureEnd();
        return new ReleaseBody(request, centroids, sums);
    }

    /// <summary>Most bytes.</summary>
    public static int MaximumLength(int outputs) => 2 * Envelope.DigestLength + SumsBody.MaximumLength(outputs);
}
