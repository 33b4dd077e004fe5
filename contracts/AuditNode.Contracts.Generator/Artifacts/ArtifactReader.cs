using AuditNode.Contracts.Generator.Model;

namespace AuditNode.Contracts.Generator.Artifacts;

/// <summary>Reads an artifact: JSON with contractName, abi, and optionally bytecode, devdoc and userdoc.</summary>
internal static class ArtifactReader
{
    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="ArtifactException">It is no artifact, or one that no binding can be made for.</exception>
    public static ContractModel Read(string path, string text)
    {
        var artifact = JsonValue.Parse(text);
        var name = artifact["contractName"].Text();
        SolidityName.Require(name, "contractName");
        var natSpec = new NatSpec(artifact);
        var constructor = new FunctionModel("constructor", default, default, "nonpayable", natSpec.Of("methods", "constructor"));
        var (functions, events, errors) = (new List<FunctionModel>(), new List<EventModel>(), new List<ErrorModel>());
        foreach (var entry in artifact["abi"].Items())
        {
            switch (entry.Optional("type")?.Text() ?? "function")
            {
                case "constructor":
                    constructor = constructor with
                    {
                        Parameters = Inputs(entry, natSpec, "methods", "constructor"),
                        Mutability = Mutability(entry),
                    };
                    break;
                case "function":
                    functions.Add(Function(entry, natSpec));
                    break;
                case "event":
                    events.Add(Event(entry, natSpec, events.Count));
                    break;
                case "error":
                    errors.Add(new ErrorModel(Name(entry), Inputs(entry, natSpec, "errors"), natSpec.Of("errors", Signature(entry))));
                    break;
                case "fallback" or "receive":
                    break;
                case var other:
                    throw new ArtifactException($"{entry.Path}.type is \"{other}\", which no ABI has");
            }
        }
        return new ContractModel(
            path, name, artifact["abi"].ToJson(), Bytecode(artifact), constructor, functions.ToEquatableArray(),
            // Of a base and a library the same one may come twice.
            events.GroupBy(item => item.Shape).Select(group => group.First()).ToEquatableArray(),
            errors.GroupBy(error => error.Signature).Select(group => group.First()).ToEquatableArray(), natSpec.Contract);
    }

    private static EventModel Event(JsonValue entry, NatSpec natSpec, int place) => new(
        Name(entry), Inputs(entry, natSpec, "events"), entry.Optional("anonymous")?.Flag() ?? false, place,
        natSpec.Of("events", Signature(entry)));

    private static FunctionModel Function(JsonValue entry, NatSpec natSpec)
    {
        var signature = Signature(entry);
        return new FunctionModel(
            Name(entry), Inputs(entry, natSpec, "methods"),
            TypeReader.ReadList(entry.Optional("outputs"), (name, i) => natSpec.Output(signature, name, i)),
            Mutability(entry), natSpec.Of("methods", signature));
    }

    private static EquatableArray<ParameterModel> Inputs(JsonValue entry, NatSpec natSpec, string kind, string? signature = null)
    {
        signature ??= Signature(entry);
        return TypeReader.ReadList(entry["inputs"], (name, _) => natSpec.Parameter(kind, signature, name));
    }

    // NatSpec is filed under signatures, so a first pass reads the types alone.
    private static string Signature(JsonValue entry) =>
        new ErrorModel(Name(entry), TypeReader.ReadList(entry["inputs"], (_, _) => ""), new Documentation("", "")).Signature;

    private static string Name(JsonValue entry)
    {
        var name = entry["name"].Text();
        SolidityName.Require(name, entry["name"].Path);
        return name;
    }

    private static string Mutability(JsonValue entry) => entry["stateMutability"].Text() switch
    {
        "pure" or "view" or "nonpayable" or "payable" => entry["stateMutability"].Text(),
        var other =>
            throw new ArtifactException($"{entry.Path}.stateMutability is \"{other}\"; expected pure, view, nonpayable or payable"),
    };

    private static string Bytecode(JsonValue artifact)
    {
        var code = artifact.Optional("bytecode")?.Text() ?? "0x";
        if (code.Contains("__"))
            throw new ArtifactException("bytecode refers to a library that is not linked");
        if (!code.StartsWith("0x", StringComparison.Ordinal) || code.Length % 2 != 0 || !code.Skip(2).All(Uri.IsHexDigit))
            throw new ArtifactException("bytecode is not 0x and an even number of hexadecimal digits");
        return code.Substring(2).ToLowerInvariant();
    }
}
