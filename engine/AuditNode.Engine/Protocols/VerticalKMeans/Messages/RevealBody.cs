using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Body of <see cref="MessageKind.BeaconRevealed"/>, and the artifact.</summary>
/// <param name="Commitment">SHA-256 of the commitment to the candidates that the sender got.</param>
/// <param name="External">The external value that the sender found for it.</param>
/// <param name="Contribution">The sender's contribution to the challenge.</param>
internal sealed record RevealBody(ReadOnlyMemory<byte> Commitment, ReadOnlyMemory<byte> External, ReadOnlyMemory<byte> Contribution)
{
    public const int Length = Envelope.DigestLength + BeaconValue.Length + BeaconChain.Length;

    public byte[] ToBytes() => [.. Commitment.Span, .. External.Span, .. Contribution.Span];

    public static RevealBody Read(ReadOnlySpan<byte> body)
    {
        var reader = new BoundedReader(body);
        var reveal = new RevealBody(
            reader.ReadBytes("commitment", Envelope.DigestLength).ToArray(),
            reader.ReadBytes("external value", BeaconValue.Length).ToArray(),
            reader.ReadBytes("contribution", BeaconChain.Length).ToArray());
        reader.EnsureEnd();
        return reveal;
    }
}
