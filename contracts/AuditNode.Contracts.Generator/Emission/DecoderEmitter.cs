namespace AuditNode.Contracts.Generator.Emission;

/// <summary>Decode methods, which throw, in a second form that does not.</summary>
internal static class DecoderEmitter
{
    /// <summary>Adds TryDecode beside Decode.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="input">Type and name of what is read.</param>
    /// <param name="type">The type that it becomes.</param>
    /// <param name="result">The name of the result.</param>
    /// <param name="isReference">Whether that type is a class.</param>
    /// <param name="condition">An expression that is cheap and false for nearly everything else.</param>
    /// <param name="documents">XML: what is read, and when it is not.</param>
    public static void TryDecode(
        SourceWriter writer, (string Type, string Name) input, string type, string result, bool isReference, string condition,
        (string Input, string Otherwise) documents)
    {
        writer.Member();
        XmlDoc.Summary(writer, $"Reads {documents.Input} that may be something else.");
        XmlDoc.Parameter(writer, input.Name, $"{char.ToUpperInvariant(documents.Input[0])}{documents.Input.Substring(1)}.");
        XmlDoc.Parameter(writer, result, "What it says.");
        XmlDoc.Returns(writer, documents.Otherwise);
        var target = isReference ? $"{KnownTypes.NotNullWhenTrue} out {type}?" : $"out {type}";
        writer.Open($"public static bool TryDecode({input.Type} {input.Name}, {target} {result})");
        writer.Open($"if ({condition})");
        writer.Open("try");
        writer.Line($"{result} = Decode({input.Name});");
        writer.Line("return true;");
        writer.Close();
        writer.Open($"catch ({KnownTypes.AbiDecodingException})");
        writer.Close();
        writer.Close();
        writer.Line($"{result} = default;");
        writer.Line("return false;");
        writer.Close();
    }
}
