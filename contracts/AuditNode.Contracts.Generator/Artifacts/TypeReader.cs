using System.Globalization;
using AuditNode.Contracts.Generator.Model;
using AuditNode.Contracts.Generator.Naming;

namespace AuditNode.Contracts.Generator.Artifacts;

/// <summary>Reads the parameters of an ABI (https://docs.soliditylang.org/en/latest/abi-spec.html#json) and their types.</summary>
internal static class TypeReader
{
    // What the codec takes (AbiType.MaxDepth).
    private const int MaxDepth = 32;

    /// <summary>Reads a list of parameters.</summary>
    /// <param name="list">inputs, outputs or components.</param>
    /// <param name="describe">What NatSpec says of the parameter of a name and place.</param>
    public static EquatableArray<ParameterModel> ReadList(JsonValue? list, Func<string, int, string> describe) =>
        ReadList(list, describe, MaxDepth);

    private static EquatableArray<ParameterModel> ReadList(JsonValue? list, Func<string, int, string> describe, int depth) =>
        list is { } items ? items.Items().Select((item, i) => Read(item, name => describe(name, i), depth)).ToEquatableArray() : default;

    private static ParameterModel Read(JsonValue json, Func<string, string> describe, int depth)
    {
        var name = json.Optional("name")?.Text() ?? "";
        SolidityName.RequireParameter(name, json.Path);
        var source = json.Optional("internalType")?.Text() ?? "";
        var written = json["type"].Text();
        var type = ReadType(json, name, source, written, depth);
        var saysMore = source.StartsWith("enum ", StringComparison.Ordinal) || source.StartsWith("contract ", StringComparison.Ordinal);
        return new ParameterModel(name, type, saysMore ? source : "", json.Optional("indexed")?.Flag() ?? false, describe(name));
    }

    private static SolidityType ReadType(JsonValue json, string name, string source, string written, int depth)
    {
        if (depth == 0)
            throw new UnsupportedTypeException($"{json.Path} nests arrays and structs deeper than {MaxDepth}");
        if (written.EndsWith("]", StringComparison.Ordinal))
        {
            var open = written.LastIndexOf('[');
            if (open <= 0)
                throw new ArtifactException($"{json.Path}.type is \"{written}\", which is no type");
            var element = ReadType(json, name, WithoutArray(source), written.Substring(0, open), depth - 1);
            return new ArrayType(element, ReadLength(json, written.Substring(open + 1, written.Length - open - 2)));
        }
        return written == "tuple" ? ReadStruct(json, name, source, depth) : ReadElementary(json, written);
    }

    private static StructType ReadStruct(JsonValue json, string name, string source, int depth)
    {
        var components = ReadList(json["components"], (_, _) => "", depth - 1);
        if (components.Count == 0)
            throw new ArtifactException($"{json.Path}.components is empty");
        const string prefix = "struct ";
        var isNamed = source.StartsWith(prefix, StringComparison.Ordinal);
        if (isNamed)
            SolidityName.RequirePath(source.Substring(prefix.Length), json.Path + ".internalType");
        // Compilers before 0.5.11 wrote no internalType; the signature keeps structs of equal names apart.
        var members = string.Join(",", components.Select(component => component.Declaration));
        var made = $"{(Identifier.Pascal(name).Length == 0 ? "Value" : name)}Tuple({members})";
        return new StructType(isNamed ? source.Substring(prefix.Length) : made, components);
    }

    private static SolidityType ReadElementary(JsonValue json, string written)
    {
        switch (written)
        {
            case "bool": return new BooleanType();
            case "address": return new AddressType();
            case "bytes": return new BytesType();
            case "string": return new StringType();
        }
        if (ReadSize(written, "uint") is { } unsigned && unsigned is >= 8 and <= 256 && unsigned % 8 == 0)
            return new IntegerType(unsigned, IsSigned: false);
        if (ReadSize(written, "int") is { } signed && signed is >= 8 and <= 256 && signed % 8 == 0)
            return new IntegerType(signed, IsSigned: true);
        if (ReadSize(written, "bytes") is { } length && length is >= 1 and <= 32)
            return new FixedBytesType(length);
        throw new UnsupportedTypeException($"{json.Path} has the type \"{written}\", for which there is no C# type");
    }

    // No leading zeros: "uint08" is not a type.
    private static int? ReadSize(string written, string prefix) =>
        written.StartsWith(prefix, StringComparison.Ordinal)
        && int.TryParse(written.Substring(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
        && prefix + size.ToString(CultureInfo.InvariantCulture) == written ? size : null;

    private static int? ReadLength(JsonValue json, string digits)
    {
        if (digits.Length == 0)
            return null;
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > 0)
            return length;
        throw new UnsupportedTypeException($"{json.Path} is an array of length \"{digits}\"; lengths are 1 to {int.MaxValue}");
    }

    private static string WithoutArray(string source)
    {
        var open = source.LastIndexOf('[');
        return open > 0 && source.EndsWith("]", StringComparison.Ordinal) ? source.Substring(0, open) : source;
    }
}
