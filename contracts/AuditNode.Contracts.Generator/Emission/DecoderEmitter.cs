namespace AuditNode.Contracts.Generator.Emission;

/// <summary>The methods that read what stands on the chain: Decode, which throws, and TryDecode, which does not.</summary>
internal static class DecoderEmitter
{
    /// <summary>Adds both, and the method that they share.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="data">Type and name of what is read, and what it is in words.</param>
    /// <param name="type">The type that it becomes.</param>
    /// <param name="isReference">Whether that type is a class.</param>
    /// <param name="kind">Call, Error or Log: what AbiDecoder calls it.</param>
    /// <param name="decode">An expression for the codec's values.</param>
    /// <param name="construct">An expression for the result from the codec's <c>values</c>.</param>
    public static void Emit(
        SourceWriter writer, (string Type, string Name, string Words) data, string type, bool isReference, string kind, string decode,
        string construct)
    {
        writer.Member();
        XmlDoc.Summary(writer, $"Reads {data.Words}.");
        XmlDoc.Parameter(writer, data.Name, $"{char.ToUpperInvariant(data.Words[0])}{data.Words.Substring(1)}.");
        XmlDoc.Returns(writer, "What it says.");
        writer.Line($"/// <exception cref=\"{KnownTypes.AbiDecodingException}\">It is of another kind, or malformed.</exception>");
        writer.Line($"public static {type} Decode({data.Type} {data.Name}) => {decode};");

        writer.Member();
        XmlDoc.Summary(writer, $"Reads {data.Words}, which may be of another kind.");
        XmlDoc.Parameter(writer, data.Name, $"{char.ToUpperInvariant(data.Words[0])}{data.Words.Substring(1)}.");
        XmlDoc.Parameter(writer, "decoded", "What it says.");
        XmlDoc.Returns(writer, "Whether it is of this kind and well-formed.");
        var target = isReference ? $"{KnownTypes.NotNullWhenTrue} out {type}?" : $"out {type}";
        writer.Body(
            $"public static bool TryDecode({data.Type} {data.Name}, {target} decoded)",
            $"{KnownTypes.AbiDecoder}.TryDecode{kind}(Abi, {data.Name}, FromAbi, out decoded)");

        writer.Member();
        writer.Line(construct);
    }
}
