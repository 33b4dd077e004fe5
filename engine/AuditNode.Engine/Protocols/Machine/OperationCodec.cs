using AuditNode.Ckks.Ring;
using AuditNode.Engine.Privacy;

namespace AuditNode.Engine.Protocols;

/// <summary>Operations in checkpoints: everything but the artifacts' bytes, which lie in the blob store.</summary>
internal static class OperationCodec
{
    public const int MinimumLength = 8 + 2 + 4 + 4 + 4 + 4 + 16 + 1 + 2;

    private const int MaximumArtifacts = 1 << 20, MaximumParameters = 256;

    public static void Write(BinaryFieldWriter writer, Operation operation)
    {
        writer.WriteUInt64((ulong)operation.Sequence);
        writer.WriteText(operation.Kind);
        writer.WriteUInt32((uint)operation.Round);
        Write(writer, operation.Inputs);
        Write(writer, operation.Outputs);
        writer.WriteCount(operation.Parameters.Count);
        foreach ((string name, string value) in operation.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            writer.WriteText(name);
            writer.WriteText(value);
        }

        writer.WriteUInt64((ulong)operation.StartedAt.UtcTicks);
        writer.WriteUInt64((ulong)operation.FinishedAt.UtcTicks);
        writer.WriteByte(operation.Privacy is null ? (byte)0 : (byte)1);
        if (operation.Privacy is { } privacy)
        {
            writer.WriteText(privacy.Mechanism);
            writer.WriteUInt64((ulong)(privacy.Rho.Units >> 64));
            writer.WriteUInt64((ulong)privacy.Rho.Units);
            writer.WriteByte((byte)privacy.Relation);
        }

        writer.WriteText(operation.Counterparty ?? "");
    }

    public static Operation Read(ref BoundedReader reader, IBlobStore blobs)
    {
        long sequence = reader.ReadInt64("operation", sizeof(ulong), long.MaxValue);
        string kind = reader.ReadText("operation kind");
        int round = (int)reader.ReadInt64("operation round", sizeof(uint), int.MaxValue);
        Artifact[] inputs = ReadArtifacts(ref reader, blobs), outputs = ReadArtifacts(ref reader, blobs);
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal);
        int count = reader.ReadCount("parameters", 0, MaximumParameters, 4);
        for (int i = 0; i < count; i++) parameters[reader.ReadText("parameter")] = reader.ReadText("parameter value");
        DateTimeOffset started = ReadTime(ref reader), finished = ReadTime(ref reader);
        PrivacyCost? privacy = reader.ReadFlag("privacy")
            ? new PrivacyCost(reader.ReadText("mechanism"), new Rho(new UInt128(reader.ReadUInt64("rho"), reader.ReadUInt64("rho"))), (NeighbouringRelation)reader.ReadByte("relation"))
            : null;
        string counterparty = reader.ReadText("counterparty");
        return new Operation(sequence, kind, round, inputs, outputs, parameters, started, finished, privacy, counterparty.Length == 0 ? null : counterparty);
    }

    private static DateTimeOffset ReadTime(ref BoundedReader reader) => new(reader.ReadInt64("time", sizeof(ulong), DateTimeOffset.MaxValue.Ticks), TimeSpan.Zero);

    private static void Write(BinaryFieldWriter writer, IReadOnlyList<Artifact> artifacts)
    {
        writer.WriteCount(artifacts.Count);
        foreach (Artifact artifact in artifacts)
        {
            writer.WriteText(artifact.Name);
            writer.WriteBytes(artifact.Sha256.Span);
            writer.WriteUInt64((ulong)artifact.ByteCount);
        }
    }

    private static Artifact[] ReadArtifacts(ref BoundedReader reader, IBlobStore blobs)
    {
        var artifacts = new Artifact[reader.ReadCount("artifacts", 0, MaximumArtifacts, 2 + Envelope.DigestLength + 8)];
        for (int i = 0; i < artifacts.Length; i++)
        {
            artifacts[i] = new Artifact(
                reader.ReadText("artifact"), reader.ReadBytes("artifact digest", Envelope.DigestLength).ToArray(), reader.ReadInt64("artifact bytes", sizeof(ulong), long.MaxValue), blobs);
        }

        return artifacts;
    }
}
