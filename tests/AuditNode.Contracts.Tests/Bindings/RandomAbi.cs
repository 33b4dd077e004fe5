using System.Globalization;
using System.Text.Json.Nodes;

namespace AuditNode.Contracts.Tests.Bindings;

/// <summary>
/// Random ABIs out of names that get in each other's way. AUDITNODE_TEST_SEED (a decimal number) chooses other ones or repeats a failure.
/// </summary>
internal sealed class RandomAbi(ulong round)
{
    private static readonly string[] names =
    [
        "append", "Append", "_append", "append_", "APPEND", "appendCall", "callAppend", "sendAppend", "encodeAppend", "abi", "Abi",
        "bytecode", "address_", "client", "decode", "tryDecode", "decoded", "fromAbi", "toAbi", "values", "value", "item", "Item1",
        "Item2", "rest", "origin", "topics", "filter", "fromBlock", "toBlock", "sender", "caller", "wei_", "block", "gasLimit",
        "journal", "cancellationToken", "log", "data", "calldata_", "class", "namespace", "string_", "await", "record", "field",
        "equals", "getHashCode", "getType", "toString", "deconstruct", "clone", "printMembers", "equalityContract", "find",
        "deploy", "definition", "error", "Error", "specimen", "Contract", "System", "AuditNode", "global", "Task", "List", "x", "X",
        "_1", "1", "$", "_", "",
    ];

    private static readonly string[] types =
    [
        "bool", "address", "bytes", "string", "bytes1", "bytes31", "bytes32", "uint8", "uint16", "uint24", "uint64", "uint128",
        "uint256", "int8", "int32", "int64", "int256",
    ];

    private readonly Dictionary<string, JsonArray> structs = [];
    private ulong state = Seed ^ (round * 0xD1342543DE82EF95);

    public static ulong Seed { get; } = Environment.GetEnvironmentVariable("AUDITNODE_TEST_SEED") is { Length: > 0 } text
        ? ulong.Parse(text, CultureInfo.InvariantCulture)
        : 20261122;

    public string Artifact()
    {
        var abi = new JsonArray();
        var signatures = new HashSet<string>();
        for (var i = 0; i < 25; i++)
        {
            var kind = Pick(["function", "function", "function", "event", "error"]);
            var entry = new JsonObject { ["type"] = kind, ["name"] = Name(), ["inputs"] = Parameters(kind) };
            if (kind == "function")
            {
                entry["outputs"] = Parameters("outputs");
                entry["stateMutability"] = Pick(["pure", "view", "nonpayable", "payable"]);
            }
            else if (kind == "event")
            {
                entry["anonymous"] = Below(4) == 0;
            }
            // The Solidity compiler refuses functions and errors of one signature.
            if (signatures.Add(kind == "event" ? $"event {i}" : $"{kind} {entry["name"]} {Types(entry["inputs"]!.AsArray())}"))
                abi.Add(entry);
        }
        abi.Add(new JsonObject
        {
            ["type"] = "constructor",
            ["inputs"] = Parameters("constructor"),
            ["stateMutability"] = Pick(["nonpayable", "payable"]),
        });
        return GeneratorRun.Artifact(Pick(["Specimen", "Ledger", "append", "Abi"]), abi.ToJsonString(), ",\"bytecode\":\"0x60\"");
    }

    private static string Types(JsonArray parameters) => string.Join(",", parameters.Select(parameter =>
        parameter!["type"] + (parameter["components"] is JsonArray components ? $"({Types(components)})" : "")));

    private JsonArray Parameters(string kind)
    {
        var list = new JsonArray();
        var indexed = 0;
        for (var count = Below(5); count > 0; count--)
        {
            var parameter = Parameter(ParameterName(list), depth: 0);
            if (kind == "event")
                parameter["indexed"] = indexed < 3 && Below(2) == 0 && ++indexed > 0;
            list.Add(parameter);
        }
        return list;
    }

    private JsonObject Parameter(string name, int depth)
    {
        var suffix = Pick(["", "", "", "[]", "[3]", "[][2]"]);
        if (depth > 2 || Below(4) > 0)
            return new JsonObject { ["name"] = name, ["type"] = Pick(types) + suffix };
        var source = $"{Pick(["First", "Second", "Specimen"])}.{Name()}";
        if (!structs.TryGetValue(source, out var components))
        {
            components = [];
            for (var count = 1 + Below(3); count > 0; count--)
                components.Add(Parameter(ParameterName(components), depth + 1));
            structs[source] = components;
        }
        var json = new JsonObject { ["name"] = name, ["type"] = "tuple" + suffix, ["components"] = components.DeepClone() };
        if (Below(4) > 0)
            json["internalType"] = $"struct {source}{suffix}";
        return json;
    }

    // Parameters may lack a name, or have one that C# cannot write; two of one list have different ones.
    private string ParameterName(JsonArray others)
    {
        while (true)
        {
            var name = Pick(names);
            if (name is "" or "_" || (name != "1" && others.All(other => other!["name"]!.GetValue<string>() != name)))
                return name;
        }
    }

    private string Name()
    {
        while (true)
        {
            if (Pick(names) is var name && name.Any(char.IsLetterOrDigit) && name != "1")
                return name;
        }
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    // SplitMix64: not for secrets.
    private int Below(int bound)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)bound);
    }
}
