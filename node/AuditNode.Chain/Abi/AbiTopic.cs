namespace AuditNode.Chain.Abi;

/// <summary>Indexed parameters of events as topics (ABI specification, "Encoding of Indexed Event Parameters").</summary>
internal static class AbiTopic
{
    public static Bytes32 Encode(AbiParameter parameter, object value)
    {
        var writer = new AbiWriter();
        writer.Path.Push(parameter.Name, 0);
        switch (parameter.Type)
        {
            case AbiValueType word:
                word.Encode(writer, writer.Reserve(AbiWord.Size), value);
                return Bytes32.FromBytes(writer.At(0, AbiWord.Size));
            case AbiBytesType or AbiStringType:
                // On their own they are hashed without the padding that they have inside arrays and tuples.
                parameter.Type.Encode(writer, 0, value);
                var length = (int)Bytes32.FromBytes(writer.At(0, AbiWord.Size)).ToUInt256();
                return Keccak256.HashData(writer.At(AbiWord.Size, length));
            default:
                parameter.Type.EncodeInPlace(writer, value);
                return Keccak256.HashData(writer.At(0, writer.Length));
        }
    }

    public static object Decode(AbiParameter parameter, Bytes32 topic) => parameter.Type is AbiValueType
        ? AbiCodec.Decode([parameter], topic.ToArray())[0]
        : topic;
}
