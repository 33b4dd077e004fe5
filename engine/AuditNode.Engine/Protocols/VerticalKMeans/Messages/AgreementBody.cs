using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Body of <see cref="MessageKind.JobAgreed"/>.</summary>
/// <param name="AgreesToAssignment">Whether the sender agrees that the receivers named in the job learn the cluster of every record.</param>
/// <param name="Parameters">Fingerprint of the encryption parameters that the sender computed from the job, 32 bytes.</param>
/// <param name="Anchor">What its contributions to challenges will be checked against, 32 bytes; empty where nothing is opened.</param>
/// <param name="Identifiers">Digest of the identifiers of its records, 32 bytes; empty where it has none.</param>
internal sealed record AgreementBody(bool AgreesToAssignment, ReadOnlyMemory<byte> Parameters, ReadOnlyMemory<byte> Anchor, ReadOnlyMemory<byte> Identifiers)
{
    /// <summary>Most bytes of the consent to a job.</summary>
    public static int MaximumLength(VerticalKMeansJob job) => 1 + Envelope.DigestLength + AnchorLength(job) + 1 + Envelope.DigestLength;

    public byte[] ToBytes() => FieldExtensions.Build(writer =>
    {
        writer.WriteByte(AgreesToAssignment ? (byte)1 : (byte)0);
        writer.WriteBytes(Parameters.Span);
        writer.WriteBytes(Anchor.Span);
        writer.WriteOptionalDigest(Identifiers.Span);
    });

    public static AgreementBody Read(ReadOnlySpan<byte> body, VerticalKMeansJob job)
    {
        var reader = new BoundedReader(body);
        var agreement = new AgreementBody(
            reader.ReadFlag("assignment"), reader.ReadBytes("parameters", Envelope.DigestLength).ToArray(), reader.ReadBytes("anchor", AnchorLength(job)).ToArray(),
            reader.ReadOptionalDigest("identifiers"));
        reader.EnsureEnd();
        return agreement;
    }

    private static int AnchorLength(VerticalKMeansJob job) => job.OpensNoise ? BeaconChain.Length : 0;
}
