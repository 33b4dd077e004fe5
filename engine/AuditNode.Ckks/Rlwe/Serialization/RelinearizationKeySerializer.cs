using AuditNode.Ckks.Ring;

namespace AuditNode.Ckks.Rlwe;

/// <summary>Serialises relinearisation keys; one that was made from a seed takes half the bytes of any other.</summary>
/// <param name="context">Parameters of all keys read and written.</param>
public sealed class RelinearizationKeySerializer(RlweContext context)
    : ObjectSerializer<RelinearizationKey>(SerializedKind.RelinearizationKey, context.Parameters)
{
    /// <inheritdoc/>
    private protected override long MaximumPayloadLength => SwitchingKeyPacking.MaximumLength(context);

    /// <inheritdoc/>
    private protected override RlweParameters ParametersOf(RelinearizationKey value) => value.Key.Context.Parameters;

    /// <inheritdoc/>
    private protected override void RequireWritable(RelinearizationKey value) =>
        context.CheckSame(value.Key.Context, "relinearisation key");

    /// <inheritdoc/>
    private protected override long PayloadLength(RelinearizationKey value) => SwitchingKeyPacking.Length(value.Key);

    /// <inheritdoc/>
    private protected override void WritePayload(RelinearizationKey value, BinaryFieldWriter writer) =>
        SwitchingKeyPacking.Write(writer, value.Key);

    /// <inheritdoc/>
    private protected override RelinearizationKey ReadPayload(ref BoundedReader reader)
    {
        SwitchingKey key = SwitchingKeyPacking.Read(ref reader, context);
        reader.EnsureEnd();
        return new RelinearizationKey(key);
    }
}
