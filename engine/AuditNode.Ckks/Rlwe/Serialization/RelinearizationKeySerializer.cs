using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe;

/// <summary>Serialises relinearisation keys; one that was made from a seed takes half the bytes of any other.</summary>
/// <param name="context">Parameters of all keys read and written.</param>
public sealed class RelinearizationKeySerializer(RlweContext context)
    : ObjectSerializer<RelinearizationKey>(SerializedKind.RelinearizationKey, context.Parameters)
{
    /// <inheritdoc/>
    private protected override long MaximumPayloadLength => 1 + context.MaxLimbs * SwitchingKeyPacking.MaximumLength(context);

    /// <inheritdoc/>
    private protected override RlweParameters ParametersOf(RelinearizationKey value) => value.Context.Parameters;

    /// <inheritdoc/>
    private protected override void RequireWritable(RelinearizationKey value) =>
        context.CheckSame(value.Context, "relinearisation key");

    /// <inheritdoc/>
    private protected override long PayloadLength(RelinearizationKey value) => 1 + value.Keys.Sum(SwitchingKeyPacking.Length);

    /// <inheritdoc/>
    private protected override void WritePayload(RelinearizationKey value, BinaryFieldWriter writer)
    {
        writer.WriteByte((byte)value.Keys.Count);
        foreach (SwitchingKey key in value.Keys) SwitchingKeyPacking.Write(writer, key);
    }

    /// <inheritdoc/>
    private protected override RelinearizationKey ReadPayload(ref BoundedReader reader)
    {
        int count = reader.ReadByte("keys");
        if (count < 1 || count > context.MaxLimbs) throw Envelope.Refusal("keys", $"{count}", $"1 to {context.MaxLimbs}");
        var keys = new List<SwitchingKey>(count);
        for (int i = 0; i < count; i++)
        {
            SwitchingKey key = SwitchingKeyPacking.Read(ref reader, context);
            if (i > 0 && key.LimbCount <= keys[^1].LimbCount) throw Envelope.Refusal("limbs", $"{key.LimbCount}", $"more than {keys[^1].LimbCount}, in ascending order");
            keys.Add(key);
        }

        reader.EnsureEnd();
        return new RelinearizationKey([.. keys]);
    }
}
