using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>Body of <see cref="MessageKind.JobAgreed"/>.</summary>
/// <param name="AgreesToAssignment">Whether the sender agrees that the receivers named in the job learn the cluster of every record.</param>
/// <param name="Parameters">Fingerprint of the encryption parameters that the sender computed from the job, 32 bytes.</param>
internal sealed record AgreementBody(bool AgreesToAssignment, ReadOnlyMemory<byte> Parameters)
{
    public const int Length = 1 + Envelope.DigestLength;

    public byte[] ToBytes() => FieldExtensions.Build(writer =>
    {
        writer.WriteByte(AgreesToAssignment ? (byte)1 : (byte)0);
        writer.WriteBytes(Parameters.Span);
    });

    public static AgreementBody Read(ReadOnlySpan<byte> body)
    {
        var reader = new BoundedReader(body);
        var agreement = new AgreementBody(reader.ReadFlag("assignment"), reader.ReadBytes("parameters", Envelope.DigestLength).ToArray());
        reader.EnsureEnd();
        return agreement;
    }
}
