namespace AuditNode.Chain.Abi;

/// <summary>A type whose values take one word.</summary>
public abstract class AbiValueType : AbiType
{
    private protected AbiValueType(string name)
        : base(name, isDynamic: false, AbiWord.Size, depth: 0)
    {
    }

    internal sealed override void EncodeInPlace(AbiWriter writer, object? value) => Encode(writer, writer.Reserve(AbiWord.Size), value);
}
