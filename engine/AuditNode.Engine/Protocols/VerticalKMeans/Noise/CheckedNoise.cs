using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols.VerticalKMeans;

/// <summary>How far the key holder is with the computing party's noise of a round.</summary>
/// <param name="Commitment">What was committed to.</param>
/// <param name="External">The external value that the key holder found for the commitment, 32 bytes.</param>
/// <param name="Opened">Whether it was opened, and found to be right.</param>
internal sealed record CheckedNoise(StoredBlob Commitment, ReadOnlyMemory<byte> External, bool Opened)
{
    public void Write(BinaryFieldWriter writer)
    {
        Commitment.Write(writer);
        writer.WriteBytes(External.Span);
        writer.WriteByte(Opened ? (byte)1 : (byte)0);
    }

    public static CheckedNoise Read(ref BoundedReader reader) =>
        new(StoredBlob.Read(ref reader, "commitment"), reader.ReadBytes("external value", BeaconValue.Length).ToArray(), reader.ReadFlag("opened"));
}
