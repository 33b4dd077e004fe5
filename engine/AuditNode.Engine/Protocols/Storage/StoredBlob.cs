using AuditNode.Ckks.Ring;

namespace AuditNode.Engine.Protocols;

/// <summary>Bytes that lie in a blob store.</summary>
/// <param name="Sha256">Their digest.</param>
/// <param name="ByteCount">Their number; 0 stands for nothing.</param>
internal sealed record StoredBlob(ReadOnlyMemory<byte> Sha256, long ByteCount)
{
    public const int Length = Envelope.DigestLength + sizeof(ulong);

    public static StoredBlob None { get; } = new(new byte[Envelope.DigestLength], 0);

    public bool IsNone => ByteCount == 0;

    public static StoredBlob Of(Artifact artifact) => new(artifact.Sha256, artifact.ByteCount);

    public Artifact ToArtifact(string name, IBlobStore store) => new(name, Sha256, ByteCount, store);

    public void Write(BinaryFieldWriter writer)
    {
        writer.WriteBytes(Sha256.Span);
        writer.WriteUInt64((ulong)ByteCount);
    }

    public static StoredBlob Read(ref BoundedReader reader, string field) =>
        new(reader.ReadBytes(field, Envelope.DigestLength).ToArray(), reader.ReadInt64(field, sizeof(ulong), long.MaxValue));
}
