namespace AuditNode.Chain.Abi;

/// <summary>address. Values are <see cref="Chain.Address"/>.</summary>
public sealed class AbiAddressType : AbiValueType
{
    private const int Padding = AbiWord.Size - Chain.Address.ByteCount;

    internal AbiAddressType()
        : base("address")
    {
    }

    internal override void Encode(AbiWriter writer, int at, object? value)
    {
        if (value is not Address address)
            throw writer.Wrong(this, "an Address", value);
        address.Write(writer.At(at + Padding, Chain.Address.ByteCount));
    }

    internal override object Decode(ref AbiReader reader, int at)
    {
        var word = reader.Word(at);
        return word[..Padding].ContainsAnyExcept((byte)0)
            ? throw reader.Malformed(at, "the word has bits beyond the 20 bytes of an address")
            : Chain.Address.FromBytes(word[Padding..]);
    }
}
