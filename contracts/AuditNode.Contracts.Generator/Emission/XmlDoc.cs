using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using AuditNode.Contracts.Generator.Model;

namespace AuditNode.Contracts.Generator.Emission;

/// <summary>Documentation comments: what NatSpec says, and what the ABI says in any case.</summary>
internal static class XmlDoc
{
    /// <summary>The summary; in NatSpec's words where it has any.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="documentation">NatSpec.</param>
    /// <param name="otherwise">XML that stands there if NatSpec is silent.</param>
    /// <param name="fact">XML that is a remark in any case.</param>
    public static void Summary(SourceWriter writer, Documentation documentation, string otherwise, string fact = "")
    {
        var notice = Escape(documentation.Notice);
        var details = Escape(documentation.Details);
        if (notice.Length == 0)
            (notice, details) = details.Length > 0 ? (details, "") : (otherwise, "");
        Element(writer, "summary", notice);
        var remarks = details.Length > 0 && fact.Length > 0 ? $"{fact} {details}" : fact + details;
        if (remarks.Length > 0)
            Element(writer, "remarks", remarks);
    }

    /// <summary>A summary in our words.</summary>
    public static void Summary(SourceWriter writer, string xml) => Element(writer, "summary", xml);

    /// <summary>A parameter of the contract.</summary>
    public static void Parameter(SourceWriter writer, string name, ParameterModel parameter) =>
        Parameter(writer, name, Describe(parameter));

    /// <summary>A parameter that has no counterpart in the contract.</summary>
    public static void Parameter(SourceWriter writer, string name, string xml) => Element(writer, $"param name=\"{name}\"", xml);

    /// <summary>What comes back.</summary>
    public static void Returns(SourceWriter writer, string xml) => Element(writer, "returns", xml);

    /// <summary>"The sequence (uint64)."</summary>
    public static string Describe(ParameterModel parameter)
    {
        var type = $"<c>{Escape(parameter.Type.Canonical)}</c>";
        if (parameter.SourceType.Length > 0)
            type += $", {Escape(parameter.SourceType)}";
        if (parameter is { IsIndexed: true, Type.IsWord: false })
            type = $"Keccak-256 of a {type}";
        return parameter.Description.Length > 0 ? $"{Escape(parameter.Description).TrimEnd('.')} ({type})." : $"{type}.";
    }

    /// <summary>Text as XML on one line, with what stands between backticks as code.</summary>
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                // A line break would end the comment: compilers of C# know these, and the others among them are white space.
                _ when char.IsWhiteSpace(c) => result.Append(' '),
                _ when XmlConvert.IsXmlChar(c) => result.Append(c),
                _ => result.Append('?'),
            };
        }
        return Regex.Replace(result.ToString().Trim(), "`([^`]+)`", "<c>$1</c>", RegexOptions.CultureInvariant);
    }

    private static void Element(SourceWriter writer, string head, string xml)
    {
        var name = head.Split(' ')[0];
        writer.Line($"/// <{head}>{xml}</{name}>");
    }
}
