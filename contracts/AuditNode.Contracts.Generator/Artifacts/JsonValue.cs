using System.Runtime.Serialization.Json;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace AuditNode.Contracts.Generator.Artifacts;

/// <summary>A JSON value with the path that leads to it. The framework's JSON reader presents JSON as XML.</summary>
internal readonly struct JsonValue
{
    private readonly XElement? element;

    private JsonValue(XElement? element, string path) => (this.element, Path) = (element, path);

    /// <summary>"abi[3].inputs[0].type", for error messages.</summary>
    public string Path { get; }

    private string Kind => element is null ? "nothing" : (string?)element.Attribute("type") ?? "string";

    /// <summary>Reads a text.</summary>
    /// <exception cref="ArtifactException">It is not JSON.</exception>
    public static JsonValue Parse(string text)
    {
        try
        {
            using var reader = JsonReaderWriterFactory.CreateJsonReader(Encoding.UTF8.GetBytes(text), XmlDictionaryReaderQuotas.Max);
            return new JsonValue(XElement.Load(reader), "");
        }
        catch (Exception exception) when (exception is XmlException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw new ArtifactException("not valid JSON: " + exception.Message);
        }
    }

    /// <summary>A member that has to be there.</summary>
    public JsonValue this[string name] => Optional(name) ?? throw new ArtifactException($"{Join(name)} is missing");

    /// <summary>A member; null if there is none, or if it is null.</summary>
    public JsonValue? Optional(string name)
    {
        Require("object");
        // Names that XML does not allow stand in an attribute.
        var found = element!.Elements().FirstOrDefault(child => ((string?)child.Attribute("item") ?? child.Name.LocalName) == name);
        return found is null || (string?)found.Attribute("type") == "null" ? null : new JsonValue(found, Join(name));
    }

    /// <summary>The elements of an array.</summary>
    public IEnumerable<JsonValue> Items()
    {
        Require("array");
        var path = Path;
        return element!.Elements().Select((child, i) => new JsonValue(child, $"{path}[{i}]"));
    }

    /// <summary>The text of a string.</summary>
    public string Text()
    {
        Require("string");
        return element!.Value;
    }

    /// <summary>true or false.</summary>
    public bool Flag()
    {
        Require("boolean");
        return element!.Value == "true";
    }

    /// <summary>The value as JSON without white space.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var writer = JsonReaderWriterFactory.CreateJsonWriter(buffer, Encoding.UTF8, ownsStream: false))
            new XElement("root", element!.Attributes(), element.Nodes()).WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private void Require(string kind)
    {
        if (Kind != kind)
            throw new ArtifactException($"{(Path.Length == 0 ? "the file" : Path)} holds {Kind} where {kind} is expected");
    }

    private string Join(string name) => Path.Length == 0 ? name : $"{Path}.{name}";
}
