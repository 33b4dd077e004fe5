namespace AuditNode.Chain.Abi;

/// <summary>bool. Values are <see cref="bool"/>.</summary>
public sealed class AbiBooleanType : AbiValueType
{
    internal AbiBooleanType()
        : base("bool")
    {
    }

    internal override void Encode(AbiWriter writer, int at, object? value)
    {
        if (value is not bool flag)
            throw writer.Wrong(this, "a bool", value);
        writer.At(at + AbiWord.Size - 1, 1)[0] = flag ? (byte)1 : (byte)0;
    }

    internal override object Decode(ref AbiReader reader, int at)
    {
        var word = reader.Word(at);
        return word[..^1].ContainsAnyExcept((byte)0) || word[^1] > 1
            ? throw reader.Malformed(at, "the word is neither 0 nor 1")
            : word[^1] == 1;
    }
}
