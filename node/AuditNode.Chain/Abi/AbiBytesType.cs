namespace AuditNode.Chain.Abi;

/// <summary>bytes. Values are byte[]; encoding also takes <see cref="ReadOnlyMemory{T}"/> of byte.</summary>
public sealed class AbiBytesType : AbiType
{
    internal AbiBytesType()
        : base("bytes", isDynamic: true, staticSize: 0, depth: 0)
    {
    }

    internal override void Encode(AbiWriter writer, int at, object? value) => writer.WriteBytes(Content(writer, value));

    internal override object Decode(ref AbiReader reader, int at) => reader.Bytes(at).ToArray();

    internal override void EncodeInPlace(AbiWriter writer, object? value) => writer.WritePadded(Content(writer, value));

    private ReadOnlySpan<byte> Content(AbiWriter writer, object? value) => value switch
    {
        byte[] bytes => bytes,
        ReadOnlyMemory<byte> memory => memory.Span,
        _ => throw writer.Wrong(this, "a byte[]", value),
    };
}
